-- Renews the lease for its duration, also after it has expired, unless another owner has taken over.
-- KEYS: epoch, lease.  ARGV: epoch, owner, duration in ms.
-- Returns {'ok'}, or {'stale', the store's epoch}.
local epoch = redis.call('GET', KEYS[1]) or '0'
if epoch ~= ARGV[1] then
    return {'stale', epoch}
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {'ok'}
