-- Releases the lease and advances the epoch, which refuses a commit that is still under way.
-- Does nothing where the lease is lost already.
-- KEYS: epoch, lease.  ARGV: epoch.
if redis.call('GET', KEYS[1]) == ARGV[1] then
    redis.call('DEL', KEYS[2])
    redis.call('INCR', KEYS[1])
end
return {'ok'}
