import { maskName } from '#kit/mask.ts';
import { unbind } from '#domain/residents/unbind.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { unbinding } from '../replies/identity.ts';

/** 解绑：问一次，立刻停掉所有推送。 */
export const unbindAccount: Dialogue = {
  name: 'unbind',
  service: '解绑',
  audience: 'resident',
  title: '解绑',
  async script({ decide, keep, act, say }, { tx, contact, resident }) {
    const name = await keep('name', () => (resident ? maskName(resident.name) : null));
    if (name === null) return say(unbinding.notBound);
    const sure = await decide('sure', {
      title: unbinding.title,
      prompt: unbinding.prompt(name),
      yes: unbinding.yes,
      no: unbinding.no,
    });
    if (!sure) return say(unbinding.kept);
    await act('unbind', () => unbind(tx, contact.id));
    say(unbinding.done);
  },
};
