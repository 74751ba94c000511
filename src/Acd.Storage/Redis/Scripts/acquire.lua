-- Takes the lease where it is free, has ended, is the same owner's, or belongs to one who is known to have ended, with an epoch
-- greater than all before it.
-- KEYS: epoch, lease.  ARGV: owner, duration in ms, the greatest epoch that the owner has ever seen, an owner that has ended
--   or ''.
-- Returns {the epoch, ''}; {0, the owner} where another owner has the lease.
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] and holder ~= ARGV[4] then
    return {0, holder}
end
-- A server that came back with less than it had must not give an epoch out twice.
local epoch = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[3])) + 1
redis.call('SET', KEYS[1], string.format('%.0f', epoch))
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {epoch, ''}
