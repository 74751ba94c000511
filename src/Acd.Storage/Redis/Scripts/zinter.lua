-- Changes working sets atomically. A stale owner is refused, because its sets would never be removed.
-- KEYS: epoch, the sets that change, and the set of their names.
-- ARGV: epoch, and commands, each packed as a MessagePack array.
-- Returns {'ok'}, or {'stale', the store's epoch}.
local epoch = redis.call('GET', KEYS[1]) or '0'
if epoch ~= ARGV[1] then
    return {'stale', epoch}
end
for i = 2, #ARGV do
    redis.call(unpack(cmsgpack.unpack(ARGV[i])))
end
return {'ok'}
