#!lua
--[[
Moves a partition's fence and writes its state, if the fence still stands where the caller saw it.
Redis does not roll a script back, so every argument is checked before the first write; the shebang
makes Redis refuse the whole script beforehand when it is out of memory or a replica.

KEYS[1]      the partition's fence
KEYS[i]      a key to write, i from 2
ARGV[1]      the fence expected, as text; empty: none yet
ARGV[2]      the fence to set
ARGV[2i-1]   value of KEYS[i]
ARGV[2i]     what to do with KEYS[i]: seconds to live, 'keep' for no expiry, 'delete'

Returns nil when applied, else the present fence (empty: none) and nothing was changed.
]]
if #KEYS < 1 or #ARGV ~= 2 * #KEYS then
  return redis.error_reply('ERR ' .. #KEYS .. ' keys do not go with ' .. #ARGV .. ' arguments')
end
local present = redis.call('get', KEYS[1]) or ''
if present ~= ARGV[1] then
  return present
end
for i = 2, #KEYS do
  local fate = ARGV[2 * i]
  local seconds = #fate <= 9 and string.match(fate, '^[1-9]%d*$')
  if not seconds and fate ~= 'keep' and fate ~= 'delete' then
    return redis.error_reply('ERR "' .. fate .. '" is no time to live')
  end
end

for i = 2, #KEYS do
  local fate = ARGV[2 * i]
  if fate == 'delete' then
    redis.call('del', KEYS[i])
  elseif fate == 'keep' then
    redis.call('set', KEYS[i], ARGV[2 * i - 1])
  else
    redis.call('set', KEYS[i], ARGV[2 * i - 1], 'ex', fate)
  end
end
redis.call('set', KEYS[1], ARGV[2])
return nil
