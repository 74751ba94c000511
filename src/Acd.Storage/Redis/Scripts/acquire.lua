-- Acquires the lease where it is free, has expired, is the same owner's, or is held by an owner that is known to have ended.
-- The new epoch is greater than all before it.
-- KEYS: epoch, lease.  ARGV: owner, duration in ms, the greatest epoch that the owner has seen, an owner that has ended or '',
--   whether a loss of data is accepted (1 or 0).
-- Returns {the epoch, ''}; {0, the owner} where another owner has the lease; {-1, the epoch} where the server has lost data.
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] and holder ~= ARGV[4] then
    return {0, holder}
end
local kept = tonumber(redis.call('GET', KEYS[1]) or '0')
if kept < tonumber(ARGV[3]) and ARGV[5] ~= '1' then
    -- Owners that know of no loss are kept off: they would serve a center without its contacts.
    redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
    return {-1, tostring(kept)}
end
-- A server that has lost data must not give an epoch out twice.
local epoch = math.max(kept, tonumber(ARGV[3])) + 1
redis.call('SET', KEYS[1], string.format('%.0f', epoch))
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {epoch, ''}
