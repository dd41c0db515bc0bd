import { privacyNote } from '#domain/consent/privacy.ts';
import type { TypedClaim } from '#domain/residents/typed-claim.ts';
import { backToChat } from './back-to-chat.ts';
import { bindWords } from './bind-words.ts';
import { html, type Html } from './html.ts';

/** What the page says above its fields, and whether it is good news. */
export interface BindNotice {
  kind: 'alert' | 'note';
  text: string;
}

/** The form: who, phone, code; without SMS who and the desk's code. It works without a script, and keeps what was typed. */
export function bindView(typed: TypedClaim, notice: BindNotice | undefined): Html {
  return html`
<h1>绑定身份</h1>
<p class="lead">${typed.phone === undefined ? bindWords.leadAtDesk : bindWords.lead}</p>
<form method="post" autocomplete="off">
  ${notice && noticeView(notice)}
  <section aria-labelledby="who">
    <h2 id="who"><span class="step" aria-label="第一步">1</span>您是谁</h2>
    <label>姓名<input name="name" value="${typed.name}" autocomplete="name" required></label>
    <label>身份证号（或回乡证、居住证、护照）<input name="document" value="${typed.document}" inputmode="text" autocapitalize="characters" required></label>
    <details${openWhen(typed)}>
      <summary>不是身份证的，请再填这两项</summary>
      <label>出生日期<input name="birthDate" value="${typed.birthDate}" placeholder="1958-03-12"></label>
      <p>性别</p>
      <div class="row">
        <label class="pick"><input type="radio" name="sex" value="female"${checkedWhen(typed.sex === 'female')}>女</label>
        <label class="pick"><input type="radio" name="sex" value="male"${checkedWhen(typed.sex === 'male')}>男</label>
      </div>
    </details>
  </section>
  ${typed.phone === undefined ? undefined : phoneView(typed.phone)}
  <section aria-labelledby="code">
    ${typed.phone === undefined ? deskCodeView() : codeView()}
    <p class="note">按“绑定”就表示您同意《隐私说明》。</p>
    <details><summary>看《隐私说明》</summary>${privacyNote.text.map((paragraph) => html`<p>${paragraph}</p>`)}</details>
    <button class="big" name="step" value="bind">绑定</button>
  </section>
</form>
<p class="lead">填的内容加密保存，不会留在聊天里。也可以带身份证到社区中心窗口，请工作人员帮您办。</p>`;
}

function phoneView(phone: string): Html {
  return html`<section aria-labelledby="phone">
    <h2 id="phone"><span class="step" aria-label="第二步">2</span>手机号</h2>
    <label>手机号<input name="phone" value="${phone}" type="tel" autocomplete="tel" required></label>
    <button class="plain wide" name="step" value="code" formnovalidate>发验证码</button>
  </section>`;
}

function codeView(): Html {
  return html`<h2 id="code"><span class="step" aria-label="第三步">3</span>验证码</h2>
    <label>短信里的6个数字<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8"></label>
    <p class="note">社区中心窗口给过您六位验证码的，直接填那个。</p>`;
}

function deskCodeView(): Html {
  return html`<h2 id="code"><span class="step" aria-label="第二步">2</span>窗口验证码</h2>
    <label>窗口给的6个数字<input name="code" inputmode="numeric" autocomplete="off" maxlength="8"></label>`;
}

function noticeView({ kind, text }: BindNotice): Html {
  return kind === 'alert'
    ? html`<div class="alert" role="alert">${text}</div>`
    : html`<section role="status"><p>${text}</p></section>`;
}

function openWhen({ birthDate, sex, document }: TypedClaim): Html {
  return html`${{ markup: birthDate !== '' || sex !== '' || /^[A-Za-z]/u.test(document.trim()) ? ' open' : '' }}`;
}

function checkedWhen(isChecked: boolean): Html {
  return { markup: isChecked ? ' checked' : '' };
}

/** It is done; how it goes on. */
export function boundView(heading: string, text: string): Html {
  return html`
<section class="done">
  <div class="mark" aria-hidden="true">✓</div>
  <h1>${heading}</h1>
  <p>${text}</p>
  ${backToChat}
</section>`;
}

/** 隐私说明, in full. */
export function privacyView(): Html {
  return html`
<h1>${privacyNote.title}</h1>
<section>${privacyNote.text.map((paragraph) => html`<p>${paragraph}</p>`)}
<p class="note">版本：${privacyNote.version}</p></section>`;
}
