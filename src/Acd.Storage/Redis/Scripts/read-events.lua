-- A page of events, and what is kept of them, as of one moment.
-- KEYS: events, sequence.  ARGV: number of the first event wanted, how many.
-- Returns the id of the oldest event ('' where there is none), the number of the last one, and the events' JSON.
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local events = {}
for i, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])) do
    events[i] = entry[2][2]
end
return {oldest and oldest[1] or '', redis.call('GET', KEYS[2]) or '0', events}
