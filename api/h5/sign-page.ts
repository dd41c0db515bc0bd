import type { PageSigned, SigningPage } from '#domain/contracts/signing-page.ts';
import { readSigningPage, signOnPage } from '#domain/contracts/signing-page.ts';
import type { Transaction } from '#domain/transaction.ts';
import { backToChatScript } from './back-to-chat.ts';
import { respond, respondJson, type PageResponse } from './shell.ts';
import { signScript } from './sign-script.ts';
import { notView, openView, signedView } from './sign-view.ts';
import { sayGone, sayRefusal, signWords } from './sign-words.ts';

export interface SignRequest {
  method: 'GET' | 'POST';
  token: string;
  form?: URLSearchParams | undefined;
  /** The page's own script asks for it. */
  wantsJson?: boolean | undefined;
}

export interface SignParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Fresh random text for each response. */
  nonce(): string;
}

/** `/h5/sign/<token>`: shows what there is to sign, takes the signature. No framework: a request in, a response out. */
export function signPage({ read, transact, nonce }: SignParts): (request: SignRequest) => Promise<PageResponse> {
  return async ({ method, token, form, wantsJson }) => {
    if (method === 'GET') return page(await read((tx) => readSigningPage(tx, token)), nonce());
    const signature = { dataUrl: form?.get('signature') ?? '', shown: form?.get('shown') ?? '' };
    const outcome = await transact((tx) => signOnPage(tx, token, signature));
    return wantsJson ? inShort(outcome, nonce()) : page(outcome, nonce());
  };
}

function page(outcome: SigningPage | PageSigned, nonce: string): PageResponse {
  const { title } = signWords;
  const script = backToChatScript;
  switch (outcome.state) {
    case 'open':
      return respond(200, { title, body: openView(outcome, ''), script: signScript }, nonce);
    case 'flawed':
      return respond(422, { title, body: openView(outcome, signWords.flaw[outcome.flaw]), script: signScript }, nonce);
    case 'signed':
      return respond(200, { title, body: signedView(outcome, undefined), script }, nonce);
    case 'signed-in-part':
      return respond(200, { title, body: signedView(outcome.page, inPart(outcome)), script }, nonce);
    case 'refused':
      return respond(409, { title, body: notView('这份协议没有签成', sayRefusal(outcome.refusal)), script }, nonce);
    case 'gone': {
      const { heading, text } = sayGone(outcome.why);
      return respond(outcome.why === 'unknown' ? 404 : 410, { title, body: notView(heading, text), script }, nonce);
    }
  }
}

function inShort(outcome: PageSigned, nonce: string): PageResponse {
  const { state } = outcome;
  switch (state) {
    case 'open':
    case 'signed':
      return respondJson(200, { state, message: '' }, nonce);
    case 'signed-in-part':
      return respondJson(409, { state, message: inPart(outcome) }, nonce);
    case 'flawed':
      return respondJson(422, { state, message: signWords.flaw[outcome.flaw] }, nonce);
    case 'refused':
      return respondJson(409, { state, message: sayRefusal(outcome.refusal) }, nonce);
    case 'gone':
      return respondJson(outcome.why === 'unknown' ? 404 : 410, { state, message: sayGone(outcome.why).text }, nonce);
  }
}

function inPart({ people, refusal }: Extract<PageSigned, { state: 'signed-in-part' }>): string {
  return `其余的已经签好提交，还有${people}人没签成：${sayRefusal(refusal)}`;
}
