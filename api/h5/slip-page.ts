import { renderSVG } from 'uqr';
import { readSlip, type ReferralSlip } from '#domain/referrals/slip.ts';
import type { Transaction } from '#domain/transaction.ts';
import { html, type Html } from './html.ts';
import { respond, type PageResponse } from './shell.ts';
import { notView } from './sign-view.ts';

export interface SlipParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  nonce(): string;
  /** Where the desk's page is: the QR code leads there. */
  publicUrl: string;
}

const title = '转诊单';

/** `/h5/slip/<token>`: to show on the phone or to print. */
export function slipPage({ read, nonce, publicUrl }: SlipParts): (token: string) => Promise<PageResponse> {
  return async (token) => {
    const slip = await read((tx) => readSlip(tx, token));
    if (!slip)
      return respond(
        410,
        { title, body: notView('这张转诊单打不开', '链接过期了，或者转诊已经办结。请回到聊天里回复“转诊”。') },
        nonce(),
      );
    return respond(200, { title, body: slipView(slip, `${publicUrl}/desk/number/${slip.number}`) }, nonce());
  };
}

function slipView(slip: ReferralSlip, address: string): Html {
  const { appointment } = slip;
  const rows: readonly (readonly [string, string])[] = [
    ['姓名', slip.name],
    ['编号', slip.number],
    ['转出', `${slip.from} ${slip.doctor}医生`],
    ['转入', `${slip.to} ${slip.toPhone}`],
    ...(appointment
      ? ([
          ['时间', appointment.when],
          ['地点', appointment.place],
          ['科室', appointment.department],
          ['医生', appointment.doctor || '不指定'],
          ...(appointment.kept ? ([[appointment.kept.name, appointment.kept.value]] as const) : []),
          ...(appointment.visits.length > 0 ? ([['以后', appointment.visits.join('；')]] as const) : []),
          ['有效期', `到${appointment.validUntil}`],
          ['医保备案', appointment.filing],
        ] as const)
      : []),
    ['请带', slip.bring],
  ];
  return html`
<h1>双向转诊单</h1>
<section>
  <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
</section>
<section class="done">
  <div role="img" aria-label="转诊单二维码">${{ markup: renderSVG(address, { border: 2 }) }}</div>
  <p class="note">请给医院转诊服务台扫。病情资料已经发给医院，这张单上没有。</p>
  <p class="note">居民签名：________________</p>
</section>`;
}
