import { healthWords } from './health-words.ts';
import { html, type Html } from './html.ts';

/** Asks for the phone's code before health information is shown in a browser that WeChat does not speak for. */
export function codeView(notice: { kind: 'alert' | 'note'; text: string } | undefined): Html {
  const { heading, lead, send, label, open, lost } = healthWords.code;
  return html`
<h1>${heading}</h1>
<p class="lead">${lead}</p>
<form method="post" autocomplete="off">
  ${notice && (notice.kind === 'alert' ? html`<div class="alert" role="alert">${notice.text}</div>` : html`<section role="status"><p>${notice.text}</p></section>`)}
  <section>
    <button class="plain wide" name="step" value="send" formnovalidate>${send}</button>
  </section>
  <section>
    <label>${label}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8"></label>
    <button class="big" name="step" value="open">${open}</button>
  </section>
</form>
<p class="lead">${lost}</p>`;
}
