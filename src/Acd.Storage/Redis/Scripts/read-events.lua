-- Reads a page of events and the range of kept events, as of one moment.
-- KEYS: events, sequence.  ARGV: number of the first event, how many at most, the size in bytes with which the page ends.
-- Returns the id of the oldest event ('' where there is none), the number of the last one, and the page's events as JSON.
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local events, bytes, from = {}, 0, ARGV[1] .. '-0'
local left, most = tonumber(ARGV[2]), tonumber(ARGV[3])

-- Few are read at once: all of a page's may be larger than the script's memory.
while left > 0 and bytes < most do
    local part = redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', math.min(left, 64))
    if #part == 0 then
        break
    end
    for _, entry in ipairs(part) do
        if bytes < most then
            events[#events + 1] = entry[2][2]
            bytes = bytes + #entry[2][2]
        end
    end
    left = left - #part
    from = string.format('%.0f-0', tonumber(string.match(part[#part][1], '^%d+')) + 1)
end
return {oldest and oldest[1] or '', redis.call('GET', KEYS[2]) or '0', events}
