import { dataUrlOf, drawnSignature } from './png.ts';
import type { TownPhone } from './town.ts';

/** Monday, 2 March 2026, in the afternoon: a night clinic at 拱北 in three hours. */
export const mondayAfternoon = '2026-03-02T15:00:00+08:00';

/** What the demo's people write to be known, in one message. */
export const papers = {
  wang: '王秀英 440402195803120022 13800000001',
  jianjun: '王建军 440402198805160013 13800000004',
  li: '李建国 440402197907050013 13800000002',
  xiaoyu: '陈小雨 440402199211200027 13800000003',
} as const;

/** Binds a phone: papers, then the code. */
export async function bind(phone: TownPhone, who: string): Promise<void> {
  await phone.says('绑定', '先认一下您是谁');
  await phone.says(who, '验证码发到');
  await phone.says(await phone.code(), '绑定好了');
}

/** Opens the newest link, reads the agreement and posts a signature as the page's own script does. */
export async function signOnPage(phone: TownPhone): Promise<void> {
  const { url, cookie, text } = await phone.opensLink();
  if (!text.includes('家庭医生签约服务协议书')) throw new Error(`no agreement at ${url}`);
  const shown = /name="shown" value="([^"]*)"/.exec(text)?.[1] ?? '';
  const body = new URLSearchParams({ signature: dataUrlOf(drawnSignature), shown });
  const answer = await fetch(url, { method: 'POST', headers: { accept: 'application/json', cookie }, body });
  if (!answer.ok) throw new Error(`the signature was not taken: ${answer.status} ${await answer.text()}`);
}
