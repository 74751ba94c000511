-- Gives the lease up, with the next epoch, so that a commit that is still under way is refused.
-- Does nothing where it is lost already.
-- KEYS: epoch, lease.  ARGV: epoch.
if redis.call('GET', KEYS[1]) == ARGV[1] then
    redis.call('DEL', KEYS[2])
    redis.call('INCR', KEYS[1])
end
return {'ok'}
