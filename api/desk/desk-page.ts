import { maskName } from '#kit/mask.ts';
import { shortNumber } from '#domain/case-number.ts';
import { placesOfKind } from '#domain/organisations/place.ts';
import { caseOf } from '#domain/referrals/cards.ts';
import { referralsFor } from '#domain/referrals/lists.ts';
import { lookInto } from '#domain/referrals/look.ts';
import { Refusal } from '#domain/refusal.ts';
import { readPhone } from '#domain/residents/phone.ts';
import { askSignInCode, sessionHours, signedInStaff, signIn, signOut } from '#domain/staff/sign-in.ts';
import type { StaffMember } from '#domain/staff/staff.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Html } from '../h5/html.ts';
import { respond, type PageResponse } from '../h5/shell.ts';
import { notView } from '../h5/sign-view.ts';
import { isDeskDoing, makeDoing } from './desk-doings.ts';
import { type FlawedForm, referralView } from './desk-referral-view.ts';
import { listView, signInView } from './desk-view.ts';
import { deskWords } from './desk-words.ts';

export interface DeskParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  nonce(): string;
  publicUrl: string;
  /** Whether codes can be sent by SMS: without it nobody can sign in. */
  hasSms: boolean;
}

export interface DeskRequest {
  method: 'GET' | 'POST';
  /** Below `/desk`: ``, `code`, `sign-in`, `sign-out`, `number/<number>`, `<id>`, `<id>/<doing>`. */
  path: string;
  /** The cookie. */
  token: string;
  form: URLSearchParams;
  /** What was done just before, from the address. */
  done: string;
}

export interface DeskResponse extends PageResponse {
  /** A new cookie, or an empty one that ends it. */
  token?: string | undefined;
}

export const cookieHours = sessionHours;

/** The desk's own page, for hospitals of another WeCom corporation: sign in by SMS, answer what came. */
export function deskPage(parts: DeskParts): (request: DeskRequest) => Promise<DeskResponse> {
  const { read, transact, nonce, hasSms } = parts;
  const page = (status: number, body: Html): PageResponse => {
    const response = respond(status, { title: deskWords.title, body }, nonce());
    // Without a referrer a browser names no origin in its forms, and they would be taken for another site's.
    return { ...response, headers: { ...response.headers, 'Referrer-Policy': 'same-origin' } };
  };
  const goTo = (path: string): DeskResponse => ({
    ...page(303, notView('', '')),
    headers: { Location: path },
    body: '',
  });

  return async ({ method, path, token, form, done }) => {
    if (hasSms && method === 'POST' && path === 'code') return askCode(form);
    if (hasSms && method === 'POST' && path === 'sign-in') return enter(form);
    const staff = await read((tx) => signedInStaff(tx, token));
    if (!staff && !hasSms) return page(403, notView(deskWords.noSms, deskWords.noSmsText));
    if (!staff) return page(path === '' ? 200 : 401, signInView({ phone: '', words: '' }));
    if (method === 'POST' && path === 'sign-out') {
      await transact((tx) => signOut(tx, token));
      return { ...goTo('/desk'), token: '' };
    }
    const [first = '', second = ''] = path.split('/');
    if (first === '') return list(staff, done);
    if (first === 'number') return findNumber(staff, second);
    return method === 'POST' && isDeskDoing(second) ? answer(staff, first, second, form) : look(staff, first);
  };

  async function askCode(form: URLSearchParams): Promise<DeskResponse> {
    const typed = (form.get('phone') ?? '').slice(0, 30);
    const phone = phoneOf(typed);
    if (phone === '') return page(422, signInView({ phone: typed, words: deskWords.phoneWrong }));
    const asked = await transact((tx) => askSignInCode(tx, phone));
    return page(asked === 'sent' ? 200 : 429, signInView({ phone, words: deskWords.asked[asked], code: true }));
  }

  async function enter(form: URLSearchParams): Promise<DeskResponse> {
    const phone = phoneOf((form.get('phone') ?? '').slice(0, 30));
    const code = (form.get('code') ?? '').trim().slice(0, 10);
    const entered = await transact((tx) => signIn(tx, phone, code));
    if (entered.outcome === 'in') return { ...goTo('/desk'), token: entered.token };
    return page(422, signInView({ phone, words: deskWords.codeWrong[entered.outcome], code: true }));
  }

  async function list(staff: StaffMember, done: string): Promise<DeskResponse> {
    const lines = await read(async (tx) => {
      const referrals = await referralsFor(tx, staff.id);
      const seen = [];
      for (const referral of referrals) {
        const { urgency, from, department, by, name } = await caseOf(tx, referral);
        const { status, appointmentAt } = referral;
        const number = shortNumber(referral.number);
        // A list shows no more than it must; the whole is one look away, and that look is audited.
        seen.push({
          id: referral.id,
          number,
          name: maskName(name),
          urgency,
          from,
          department,
          status,
          // What was answered waits for the day, not for the desk.
          when: status === 'sent' ? by : appointmentAt ? tx.day.say(appointmentAt) : '',
        });
      }
      return seen;
    });
    return page(200, listView(staff.name, lines, isDeskDoing(done) ? deskWords.done[done] : ''));
  }

  async function findNumber(staff: StaffMember, number: string): Promise<DeskResponse> {
    const found = await read(async (tx) => (await referralsFor(tx, staff.id)).find((one) => one.number === number));
    return found ? goTo(`/desk/${found.id}`) : page(404, notView(deskWords.notFound, deskWords.notFoundText));
  }

  async function look(staff: StaffMember, referralId: string, flawed?: FlawedForm): Promise<DeskResponse> {
    try {
      const view = await transact(async (tx) => {
        const { referral, ...rest } = await lookInto(tx, { referralId, staffId: staff.id });
        const hospitals = await placesOfKind(tx, ['hospital'], undefined);
        return {
          ...rest,
          referral,
          appointment: referral.appointmentAt && {
            date: tx.day.dateOf(referral.appointmentAt),
            time: tx.day.timeOf(referral.appointmentAt),
            text: tx.day.say(referral.appointmentAt),
          },
          hospitals: hospitals.filter(({ id }) => id !== referral.toOrganisationId).map(({ shortName }) => shortName),
          today: tx.day.dateOf(tx.now),
          mark: deskWords.mark(staff.name, tx.day.say(tx.now)),
        };
      });
      return page(flawed ? 422 : 200, referralView(view, flawed));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page(404, notView(deskWords.notFound, deskWords.notFoundText));
    }
  }

  async function answer(
    staff: StaffMember,
    referralId: string,
    doing: Parameters<typeof makeDoing>[1]['doing'],
    form: URLSearchParams,
  ): Promise<DeskResponse> {
    try {
      const flaw = await transact((tx) => makeDoing(tx, { referralId, staffId: staff.id, doing, form }));
      return flaw === undefined ? goTo(`/desk?done=${doing}`) : await look(staff, referralId, { flaw, doing, form });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page(409, notView(deskWords.changed, deskWords.changedText));
    }
  }
}

/** Empty for what is no phone number. */
function phoneOf(typed: string): string {
  return readPhone(typed)?.number ?? '';
}
