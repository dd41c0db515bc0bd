import { maskName } from '#kit/mask.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { binding } from '../replies/identity.ts';
import { bindFirst } from './bind-first.ts';

/** 绑定：姓名和证件号 → 手机号 → 验证码。已经绑定的，说是谁。 */
export const bindAccount: Dialogue = {
  name: 'bind',
  service: '绑定',
  audience: 'resident',
  title: '绑定身份',
  async script(script, world) {
    if (world.resident) return script.say(binding.already(maskName(world.resident.name)));
    await bindFirst(script, world);
    script.say(binding.undo);
  },
};
