import { maskName } from '#kit/mask.ts';
import type { ReportView } from '#domain/reports/read.ts';
import { backToChat } from './back-to-chat.ts';
import { html, type Html } from './html.ts';
import { sayDate } from './say-date.ts';

const flagWords = { high: '偏高', low: '偏低' } as const;

/** A report as its sender wrote it; nothing is explained here, the doctor does that. */
export function reportView(
  { residentName, kind, title, from, phone, issuedOn, content }: ReportView,
  mark: string,
): Html {
  const { items, findings, conclusion } = content;
  return html`
<h1>${title}</h1>
<p class="lead">${maskName(residentName)}，${sayDate(issuedOn)}</p>
<section>
  <dl>
    <dt>类别</dt><dd>${kind}</dd>
    <dt>出具</dt><dd>${from}</dd>
    ${phone === '' ? undefined : html`<dt>电话</dt><dd><a class="call" href="tel:${phone}">${phone}</a></dd>`}
  </dl>
</section>
${items.length === 0 ? undefined : itemsView(items)}
${findings === undefined ? undefined : html`<section><h2>检查所见</h2><p>${findings}</p></section>`}
${conclusion === undefined ? undefined : html`<section><h2>结论</h2><p>${conclusion}</p></section>`}
<section>
  <p>看不懂、不放心，请回到聊天回复“咨询”，问您的家庭医生。</p>
  <p>不舒服得厉害，请马上打120。</p>
  ${backToChat}
</section>
<p class="lead note">${mark}</p>`;
}

/** One item a row: at 360 px the range stands below its name, and the unit below its value. */
function itemsView(items: ReportView['content']['items']): Html {
  return html`
<section>
  <h2>结果</h2>
  <table>
    <thead><tr><th scope="col">项目</th><th scope="col">结果</th></tr></thead>
    <tbody>${items.map(
      ({ name, value, unit = '', range, flag }) => html`
      <tr><th scope="row">${name}${range === undefined ? undefined : html`<br><span class="note">参考 ${range}</span>`}</th>
      <td>${value}${flag && html` <strong class="whole">${flagWords[flag]}</strong>`}${unit === '' ? undefined : html`<br><span class="note">${unit}</span>`}</td></tr>`,
    )}</tbody>
  </table>
</section>`;
}
