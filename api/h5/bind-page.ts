import { askCodeOnPage, bindOnPage, readBindPage, type BindPage } from '#domain/residents/bind-page.ts';
import { privacyNote } from '#domain/consent/privacy.ts';
import type { TypedClaim } from '#domain/residents/typed-claim.ts';
import type { Transaction } from '#domain/transaction.ts';
import { backToChatScript } from './back-to-chat.ts';
import { bindView, boundView, privacyView } from './bind-view.ts';
import { bindWords, sayBindGone, sayBindRefusal } from './bind-words.ts';
import { respond, type PageResponse } from './shell.ts';
import { notView } from './sign-view.ts';

export interface BindRequest {
  method: 'GET' | 'POST';
  token: string;
  form?: URLSearchParams | undefined;
}

export interface BindParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Fresh random text for each response. */
  nonce(): string;
  /** Whether codes can be sent by SMS; without it the page asks for the desk's code alone. */
  hasSms: boolean;
}

const nothingTyped = { name: '', document: '', birthDate: '', sex: '' };
/** Longer than any name or number. */
const longest = 60;

/** `/h5/bind/<token>`: binds the account that the link was sent to. No framework: a request in, a response out. */
export function bindPage({
  read,
  transact,
  nonce,
  hasSms,
}: BindParts): (request: BindRequest) => Promise<PageResponse> {
  return async ({ method, token, form }) => {
    if (method === 'GET' || !form) {
      const nothing = { ...nothingTyped, phone: hasSms ? '' : undefined };
      return page(await read((tx) => readBindPage(tx, token)), nothing, nonce());
    }
    const field = (name: string) => (form.get(name) ?? '').slice(0, longest);
    const typed: TypedClaim = {
      name: field('name'),
      document: field('document'),
      phone: hasSms ? field('phone') : undefined,
      birthDate: field('birthDate'),
      sex: field('sex'),
    };
    const outcome =
      field('step') === 'bind' || !hasSms
        ? await transact((tx) => bindOnPage(tx, token, { ...typed, code: field('code') }))
        : await transact((tx) => askCodeOnPage(tx, token, typed));
    return page(outcome, typed, nonce());
  };
}

/** `/h5/privacy`: the note that is agreed to when binding. */
export function privacyPage(nonce: string): PageResponse {
  return respond(200, { title: privacyNote.title, body: privacyView() }, nonce);
}

function page(outcome: BindPage, typed: TypedClaim, nonce: string): PageResponse {
  const { title } = bindWords;
  const script = backToChatScript;
  const form = (status: number, kind: 'alert' | 'note', text: string) =>
    respond(status, { title, body: bindView(typed, { kind, text }) }, nonce);
  switch (outcome.state) {
    case 'open':
      return respond(200, { title, body: bindView(typed, undefined) }, nonce);
    case 'flawed':
      return form(422, 'alert', bindWords.flaw[outcome.flaw]);
    case 'code':
      return form(200, outcome.sent.outcome === 'sent' ? 'note' : 'alert', bindWords.sent(outcome.sent));
    case 'wrong':
      return form(422, 'alert', typed.phone === undefined ? bindWords.wrongAtDesk : bindWords.wrong(outcome.checked));
    case 'refused':
      return form(409, 'alert', sayBindRefusal(outcome.refusal));
    case 'bound': {
      const { name, level } = outcome;
      const body =
        level === 'verified'
          ? boundView(bindWords.bound(name), bindWords.boundText)
          : boundView(bindWords.registered(name), bindWords.registeredText);
      return respond(200, { title, body, script }, nonce);
    }
    case 'gone': {
      const { heading, text } = sayBindGone(outcome.why);
      return respond(outcome.why === 'unknown' ? 404 : 410, { title, body: notView(heading, text), script }, nonce);
    }
  }
}
