import { urgencyWords } from '#domain/notices/referral-work.ts';
import type { ReferralView } from '#domain/referrals/look.ts';
import { html, type Html } from '../h5/html.ts';
import type { DeskDoing } from './desk-doings.ts';
import { deskWords } from './desk-words.ts';

/** A form that was sent with something wrong in it: what was typed stays. */
export interface FlawedForm {
  flaw: string;
  doing: DeskDoing;
  form: URLSearchParams;
}

/** A referral with what its forms need. */
export interface DeskReferral extends ReferralView {
  /** As it was answered, by the district's clock. */
  appointment: { date: string; time: string; text: string } | null;
  /** Where it may be sent on to. */
  hospitals: readonly string[];
  /** YYYY-MM-DD */
  today: string;
  mark: string;
}

type Typed = (doing: DeskDoing, field: string) => string;

export function referralView(view: DeskReferral, flawed: FlawedForm | undefined): Html {
  const { referral, face, packet, sides, appointment, mark } = view;
  const rows: readonly (readonly [string, string])[] = [
    ['姓名', `${face.name} ${face.person}`],
    ['来自', face.from],
    [deskWords.call, face.phone],
    ['科室', face.department],
    ['原因', packet.reason],
    ['所见', packet.findings],
    ['近期结果', packet.results.join('；')],
    appointment ? [deskWords.appointment, appointment.text] : [deskWords.answerBy, face.by],
  ];
  const typed: Typed = (doing, field) => (flawed?.doing === doing ? (flawed.form.get(field) ?? '') : '');
  return html`
<h1>${urgencyWords[face.urgency]}${face.what} ${face.number}</h1>
${flawed && html`<p class="alert" role="alert">${flawed.flaw}</p>`}
<section><dl>${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
${sides.includes('recipient') ? formsOf(view, `/desk/${referral.id}`, typed) : undefined}
<p><a class="plain wide" href="/desk">回到列表</a></p>
<p class="lead note">${mark}</p>`;
}

function formsOf(view: DeskReferral, path: string, typed: Typed): Html | undefined {
  const { status, urgency } = view.referral;
  switch (status) {
    case 'sent':
      return html`${urgency === 'emergency' ? attendForm(path) : undefined}${acceptForm(path, view, typed)}${declineForm(path, typed)}${forwardForm(path, view.hospitals, typed)}`;
    case 'accepted':
      return html`${attendForm(path)}${acceptForm(path, view, typed)}`;
    case 'attended':
      return returnForm(path, typed);
    default:
      return undefined;
  }
}

/** Also for another time: what was answered before stands in it. */
function acceptForm(path: string, { referral, face, answer, appointment, today }: DeskReferral, typed: Typed): Html {
  const of = (field: 'date' | 'time' | 'campus' | 'floor' | 'department' | 'doctor', before = '') =>
    html`name="${field}" value="${typed('accept', field) || before}"`;
  const words = referral.status === 'accepted' ? deskWords.move : deskWords.accept;
  return html`<section><h2>${words}</h2><form method="post" action="${path}/accept">
<label>日期<input type="date" ${of('date', appointment?.date)} min="${today}" required></label>
<label>时间<input type="time" ${of('time', appointment?.time)} required></label>
<label>院区<input ${of('campus', answer?.campus)} maxlength="30"></label>
<label>楼层<input ${of('floor', answer?.floor)} maxlength="30"></label>
<label>科室<input ${of('department', answer?.department ?? face.department)} maxlength="30" required></label>
<label>医生<input ${of('doctor', answer?.doctor)} maxlength="30"></label>
<button class="big">${words}</button></form></section>`;
}

function declineForm(path: string, typed: Typed): Html {
  const chosen = typed('decline', 'reason');
  return html`<section><h2>不接收</h2><form method="post" action="${path}/decline">
<fieldset><legend>原因</legend>${Object.entries(deskWords.reasons).map(
    ([code, words]) =>
      html`<label class="pick"><input type="radio" name="reason" value="${code}"${chosen === code ? html` checked` : undefined} required>${words}</label>`,
  )}</fieldset>
<label>给居民的建议<input name="advice" maxlength="60" value="${typed('decline', 'advice')}"></label>
<button class="plain wide">不接收</button></form></section>`;
}

function forwardForm(path: string, hospitals: readonly string[], typed: Typed): Html {
  const chosen = typed('forward', 'hospital');
  const option = (name: string) => html`<option${name === chosen ? html` selected` : undefined}>${name}</option>`;
  return html`<section><h2>建议转到别的医院</h2><form method="post" action="${path}/forward">
<label>医院<select name="hospital" required><option value="">${deskWords.choose}</option>${hospitals.map(option)}</select></label>
<label>原因<input name="why" maxlength="60" value="${typed('forward', 'why')}" required></label>
<button class="plain wide">建议另转</button></form></section>`;
}

function attendForm(path: string): Html {
  return html`<section><form method="post" action="${path}/attend"><button class="big">已到诊</button></form></section>`;
}

function returnForm(path: string, typed: Typed): Html {
  return html`<section><h2>小结</h2><form method="post" action="${path}/return">
<label>诊断、处理、结果<textarea name="summary" maxlength="500" rows="5" required>${typed('return', 'summary')}</textarea></label>
<label>给家庭医生的建议<textarea name="advice" maxlength="200" rows="3">${typed('return', 'advice')}</textarea></label>
<button class="big">交给家庭医生</button></form></section>`;
}
