-- Reads a page of events and the range of kept events, as of one moment.
-- KEYS: events, sequence.  ARGV: number of the first event, how many.
-- Returns the id of the oldest event ('' where there is none), the number of the last one, and the page's events as JSON.
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local events = {}
for i, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])) do
    events[i] = entry[2][2]
end
return {oldest and oldest[1] or '', redis.call('GET', KEYS[2]) or '0', events}
