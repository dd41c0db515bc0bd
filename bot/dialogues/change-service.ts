import type { Dialogue } from '../dialogue-world.ts';
import { talking } from '../replies/talking.ts';

/** What the router hands it: the name of the dialogue that is asked for, its service, and what is open now. */
export interface ChangeOfService {
  to: string;
  service: string;
  title: string;
}

/** 您正在……，要改办……吗？ Opened by the router when another service is named in the middle of something. */
export const changeService: Dialogue = {
  name: 'change-service',
  service: '',
  audience: 'resident',
  title: '改办',
  async script({ decide, keep, say, turnTo }) {
    const { to, service, title } = await keep<ChangeOfService>('change', () => ({ to: '', service: '', title: '' }));
    const change = await decide('change-now', {
      title: '改办',
      prompt: talking.inTheMiddle(title, service),
      yes: talking.change(service),
      no: talking.stay,
    });
    if (!change) return say(talking.goesOn);
    say(talking.setAside(title));
    await turnTo(to);
  },
};
