-- Writes a batch, all of it or nothing. Redis does not undo a script that fails, so everything that could make a command fail is
-- checked first: the fence, the number of the first event, and the type of every key that is not overwritten whole. A server
-- that cannot write (no memory, no disk, a replica) refuses a script's first write.
-- KEYS: epoch, lease, sequence, events, queue, contacts, agents, closed, named, closed by sequence, and the availability sets
--   that change.
-- ARGV: epoch, owner, duration in ms, number of the first event, ms after which closed contacts expire, how many events are
--   kept, whether to use JSON commands (1 or 0), how many arguments follow in each of four lists, and the lists:
--   packed commands (each a MessagePack array; removals, then members of sets), documents (key and JSON in turn), documents of
--   closed contacts (likewise), events (JSON). Documents are not packed, because Lua would copy and hash them once more.
-- Returns {'ok'}, {'stale', the store's epoch}, {'gap', the number of the store's last event} or {'refused', why}.
local epoch = redis.call('GET', KEYS[1]) or '0'
if epoch ~= ARGV[1] then
    return {'stale', epoch}
end
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[2] then
    return {'stale', epoch}
end

local first, events = tonumber(ARGV[4]), tonumber(ARGV[11])
local last = redis.call('GET', KEYS[3]) or '0'
if events > 0 and tonumber(last) ~= first - 1 then
    return {'gap', last}
end

local types = {[4] = 'stream', [5] = 'zset', [6] = 'set', [7] = 'set', [8] = 'zset', [9] = 'hash'}
for i = 4, #KEYS do
    local type = redis.call('TYPE', KEYS[i]).ok
    if type ~= 'none' and type ~= (types[i] or 'zset') then
        return {'refused', KEYS[i] .. ' is a ' .. type}
    end
    if i == 4 and type == 'stream' and events > 0 then
        -- A stream refuses a number that is not past its last one, even if that event is trimmed.
        local stream = redis.call('XINFO', 'STREAM', KEYS[4])
        for field = 1, #stream, 2 do
            if stream[field] == 'last-generated-id' and tonumber(string.match(stream[field + 1], '^%d+')) >= first then
                return {'gap', string.match(stream[field + 1], '^%d+')}
            end
        end
    end
end

local position = 12

-- Calls with the first and the last argument of each part of a list; no part is longer than a script may pass to a command.
local function each(length, size, call)
    local stop = position + length
    for from = position, stop - 1, size do
        call(from, math.min(from + size, stop) - 1)
    end
    position = stop
end

local function set_json(key, json)
    if redis.pcall('JSON.SET', key, '$', json).err then
        -- The key is a string from before the server had JSON; or the server does not accept the text as JSON.
        redis.call('DEL', key)
        if redis.pcall('JSON.SET', key, '$', json).err then
            redis.call('SET', key, json)
        end
    end
end

redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
each(tonumber(ARGV[8]), 1, function(i)
    redis.call(unpack(cmsgpack.unpack(ARGV[i])))
end)
if ARGV[7] == '1' then
    each(tonumber(ARGV[9]), 2, function(i)
        set_json(ARGV[i], ARGV[i + 1])
    end)
    each(tonumber(ARGV[10]), 2, function(i)
        set_json(ARGV[i], ARGV[i + 1])
        redis.call('PEXPIRE', ARGV[i], ARGV[5])
    end)
else
    each(tonumber(ARGV[9]), 1000, function(from, to)
        redis.call('MSET', unpack(ARGV, from, to))
    end)
    each(tonumber(ARGV[10]), 2, function(i)
        redis.call('SET', ARGV[i], ARGV[i + 1], 'PX', ARGV[5])
    end)
end

if events > 0 then
    local number = first
    each(events, 1, function(i)
        redis.call('XADD', KEYS[4], string.format('%.0f-0', number), 'event', ARGV[i])
        number = number + 1
    end)
    redis.call('SET', KEYS[3], string.format('%.0f', number - 1))
    redis.call('XTRIM', KEYS[4], 'MAXLEN', '~', ARGV[6])
end
return {'ok'}
