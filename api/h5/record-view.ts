import { maskName } from '#kit/mask.ts';
import type { LookLine } from '#domain/records/looks.ts';
import { sayPurpose } from '#domain/records/words.ts';
import type { RecordPage } from '#domain/records/own-look.ts';
import { backToChat } from './back-to-chat.ts';
import { healthWords } from './health-words.ts';
import { html, type Html } from './html.ts';
import { sayDate } from './say-date.ts';

/** 健康档案, and below it who looked, when and why. `say` writes an instant. */
export function recordView({ record, looks }: RecordPage, mark: string, say: (at: Date) => string): Html {
  const { name, sex, age, centre, doctor, diagnoses, entries, medicines, readings, encounters, updatedOn, isOld } =
    record;
  const rows = (lines: readonly { text: string; on: string }[]) =>
    html`<ul class="items">${lines.map(({ text, on }) => html`<li><span>${text}</span><span>${sayDate(on)}</span></li>`)}</ul>`;
  return html`
<h1>健康档案</h1>
<p class="lead">${maskName(name)}，${sex === 'female' ? '女' : '男'}，${age}岁</p>
${isOld ? html`<section role="status"><p>档案很久没有更新了。下次到社区卫生服务中心，请医生更新一次。</p></section>` : undefined}
<section>
  <h2>基本情况</h2>
  <dl>
    ${centre === undefined ? undefined : html`<dt>机构</dt><dd>${centre}</dd>`}
    <dt>家庭医生</dt><dd>${doctor ?? '还没有签约'}</dd>
    <dt>诊断</dt><dd>${diagnoses.length === 0 ? '没有记录' : diagnoses.join('、')}</dd>
    <dt>最后更新</dt><dd>${updatedOn === undefined ? '还没有内容' : sayDate(updatedOn)}</dd>
  </dl>
</section>
<section>
  <h2>记录</h2>
  ${entries.length === 0 ? html`<p>还没有记录。</p>` : html`<ul class="items">${entries.map(({ kindName, text, on }) => html`<li><span>${kindName}：${text}</span><span>${sayDate(on)}</span></li>`)}</ul>`}
</section>
<section>
  <h2>正在用的药</h2>
  ${medicines.length === 0 ? html`<p>没有在社区取药的记录。</p>` : html`${rows(medicines)}<p class="note">右边是取药的日期。在别处买的药不在这里，看病时请告诉医生。</p>`}
</section>
${readings.length === 0 ? undefined : html`<section><h2>最近的测量</h2>${rows(readings)}</section>`}
${encounters.length === 0 ? undefined : html`<section><h2>最近的就诊和随访</h2>${rows(encounters)}</section>`}
<section>
  <h2>谁看过</h2>
  ${looks.length === 0 ? html`<p>还没有人看过。</p>` : html`<ul class="items">${looks.map((look) => lookView(look, say))}</ul>`}
  <p class="note">不认识的人看过，请回到聊天回复“人工”。</p>
</section>
<section>
  <p>哪里不对，请回到聊天回复“档案”，选“有错，要更正”。</p>
  ${backToChat}
</section>
<p class="lead note">${mark}</p>`;
}

function lookView({ at, who, purpose, isOwn }: LookLine, say: (at: Date) => string): Html {
  const name = isOwn ? '您自己' : who.includes('（') ? who : `家人${maskName(who)}`;
  return html`<li><span>${name}，${sayPurpose(purpose)}</span><span>${say(at)}</span></li>`;
}

/** What is held, to be taken along as a file. */
export function copyView(
  tables: readonly { name: string; rows: number }[],
  { mark, hasSms }: { mark: string; hasSms: boolean },
): Html {
  return html`
<h1>我的资料</h1>
<p class="lead">这里是平台保存的您的全部信息。</p>
<section>
  <h2>有这些</h2>
  <ul class="items">${tables.filter(({ rows }) => rows > 0).map(({ name, rows }) => html`<li><span>${name}</span><span>${rows}条</span></li>`)}</ul>
</section>
<section>
  <a class="big" href="?as=json" download="jiayi.json">下载文件</a>
  <p class="note">${hasSms ? healthWords.downloadByCode : healthWords.downloadAtDesk}</p>
  <p class="note">只有工作人员能看的内容不在里面，请带身份证到社区卫生服务中心窗口索取。</p>
  ${backToChat}
</section>
<p class="lead note">${mark}</p>`;
}
