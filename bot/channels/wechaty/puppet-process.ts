import type { WechatyOptions } from 'wechaty';
import { parentLine } from './parent-line.ts';
import { servePuppet } from './serve-puppet.ts';

/** The program of the process in which a real puppet runs. */
servePuppet(parentLine, async ({ puppet, token }) => {
  const { WechatyBuilder } = await import('wechaty');
  return {
    bot: WechatyBuilder.build({
      name: 'jiayi',
      // Any puppet that is installed; Wechaty's type lists those it knew.
      puppet: puppet as NonNullable<WechatyOptions['puppet']>,
      ...(token !== undefined && { puppetOptions: { token } }),
    }),
  };
});
