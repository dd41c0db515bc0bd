import type { Agreement, AgreementPerson } from '#domain/contracts/agreement.ts';
import type { SigningPage } from '#domain/contracts/signing-page.ts';
import { backToChat } from './back-to-chat.ts';
import { html, type Html } from './html.ts';

/** The page to read and sign: what it is, what is in it, what it costs, the text, the signature. */
export function openView({ agreement, shown }: { agreement: Agreement; shown: string }, alert: string): Html {
  const { doctor, people } = agreement;
  const names = people.map(({ name }) => name).join('、');
  return html`
<h1>家庭医生签约</h1>
<p class="lead">请先读，再签名，最后提交，大约3分钟。</p>
<section aria-labelledby="who">
  <h2 id="who">签约双方</h2>
  <dl>
    <dt>居民</dt><dd>${names}</dd>
    <dt>家庭医生</dt><dd>${doctor.name}（${doctor.title}）</dd>
    <dt>团队</dt><dd>${doctor.teamName}</dd>
    <dt>机构</dt><dd>${doctor.centreName}，电话<span class="whole">${doctor.centrePhone}</span></dd>
    <dt>期限</dt><dd>从医生同意那天起${agreement.termMonths}个月，到期不自动续约</dd>
  </dl>
</section>
${people.map((person) => personView(person, people.length))}
<section class="agreement" aria-labelledby="agreement">
  <h2 id="agreement"><span class="step" aria-label="第一步">1</span>阅读协议</h2>
  <h3>${agreement.title}</h3>
  ${agreement.text.map((paragraph) => html`<p>${paragraph}</p>`)}
  <p class="note">协议版本：${agreement.version}</p>
  <a class="big" id="read" href="#signing">我已阅读，去签名</a>
</section>
<form method="post" id="form" aria-labelledby="signing">
  <section>
    <h2 id="signing" tabindex="-1"><span class="step" aria-label="第二步">2</span>手写签名</h2>
    <p id="how">${how(agreement)}</p>
    <div class="alert" id="alert" role="alert">${alert}</div>
    <noscript><p class="alert">这个浏览器不能手写签名。请回到聊天，回复“确认”来签约。</p></noscript>
    <div class="pad" id="pad">
      <span class="hint" aria-hidden="true">在这里签名</span>
      <canvas id="canvas" role="img" aria-label="签名区，现在是空的" aria-describedby="how"></canvas>
    </div>
    <div class="row">
      <button class="plain" type="button" id="back" disabled>退一笔</button>
      <button class="plain" type="button" id="clear" disabled>清除重写</button>
    </div>
    <input type="hidden" name="signature" id="signature">
    <input type="hidden" name="shown" value="${shown}">
    <h2><span class="step" aria-label="第三步">3</span>提交</h2>
    <p class="note">提交就表示您读过并同意上面的协议和服务包。${doctor.name}医生会收到您的申请。</p>
    <button class="big" type="submit" id="submit">提交签名</button>
  </section>
</form>
<p class="lead">不方便手写？回到聊天，回复“确认”也可以签。您的签名会加密保存，作为签约的证据。</p>`;
}

function how({ people }: Agreement): string {
  const where = '请用手指（电脑上用鼠标）在方框里写下您自己的姓名。';
  return people.length > 1 ? `${where}一次签名用于${people.length}份协议。` : where;
}

function personView(person: AgreementPerson, people: number): Html {
  return html`
<section>
  <h2>${people > 1 ? `${person.name}的服务` : '服务和费用'}</h2>
  ${person.packages.map(
    ({ name, items }) => html`
  <h3>${name}</h3>
  <ul class="items">${items.map((item) => html`<li><span>${item.name}</span><span>一年${item.times}次</span></li>`)}</ul>`,
  )}
  <table>
    <caption>一年的费用（元）</caption>
    <thead><tr><th scope="col">服务包</th><th scope="col">合计</th><th scope="col">医保</th><th scope="col">公卫</th><th scope="col">自付</th></tr></thead>
    <tbody>${person.packages.map(({ name, price }) => priceRow(name, price))}</tbody>
    <tfoot>${priceRow('合计', person.price)}</tfoot>
  </table>
  <p class="note">本平台不收费。自付部分以社区卫生服务中心的收费公示为准。</p>
</section>`;
}

function priceRow(name: string, price: AgreementPerson['price']): Html {
  const { total, insurance, publicHealth, own } = price;
  return html`<tr><th scope="row">${name.replace(/服务包$|管理包$|健康包$|保健包$|指导包$/u, '')}</th>${[total, insurance, publicHealth, own].map((yuan) => html`<td>${yuan}</td>`)}</tr>`;
}

/** Said after signing, and whenever the page is opened again. */
export function signedView(page: Extract<SigningPage, { state: 'signed' }>, more: string | undefined): Html {
  const waiting = page.contracts.some(({ status }) => status === 'submitted');
  const numbers = page.contracts.map(({ number }) => number).join('、');
  return html`
<section class="done">
  <div class="mark" aria-hidden="true">✓</div>
  <h1>${waiting ? '签好了，已提交' : '签约成功'}</h1>
  <p>${
    waiting
      ? `已交给${page.doctorName}医生，编号${numbers}。医生答复后，聊天里会通知您。`
      : `${page.doctorName}医生已经是您的家庭医生，编号${numbers}。`
  }</p>
  ${more === undefined ? undefined : html`<p class="alert">${more}</p>`}
  <p class="note">现在可以关闭本页，回到聊天。需要纸质协议，请到社区卫生服务中心领取。</p>
  ${backToChat}
</section>`;
}

/** Nothing to sign here. */
export function notView(heading: string, text: string): Html {
  return html`
<section class="done">
  <div class="mark not" aria-hidden="true">!</div>
  <h1>${heading}</h1>
  <p>${text}</p>
  ${backToChat}
</section>`;
}
