import { BlockList } from 'node:net';
import type Koa from 'koa';
import { longestHours } from '#domain/console/session.ts';

/** What a request says of the browser that sends it, and what it is given to keep. */
export interface Browser {
  /** As far as it can be known: counted, never trusted. */
  address: string;
  /** The session's token; empty without one. */
  token: string;
  /** What it was given when it last signed in (`knownBrowser`). */
  known: string | undefined;
  keepSession(token: string): void;
  keepKnown(known: string): void;
  forgetSession(): void;
}

const sessionCookie = 'jiayi_console';
const knownCookie = 'jiayi_console_browser';
const prefix = '/api/v1';
const knownDays = 180;

export function browserOf(context: Koa.Context, publicUrl: string): Browser {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const keep = (name: string, value: string, path: string, seconds: number) =>
    context.append(
      'Set-Cookie',
      `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`,
    );
  return {
    address: addressOf(context),
    token: context.cookies.get(sessionCookie) ?? '',
    known: context.cookies.get(knownCookie),
    keepSession: (token) => keep(sessionCookie, token, prefix, longestHours * 3600),
    keepKnown: (known) => keep(knownCookie, known, `${prefix}/sign-in`, knownDays * 86_400),
    forgetSession: () => keep(sessionCookie, '', prefix, 0),
  };
}

/** Where the proxy stands: on this machine or in its network. */
const near = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  near.addSubnet(network, bits);
near.addAddress('::1', 'ipv6');

/** What the nearest proxy saw. Without one it is whoever is connected. */
function addressOf(context: Koa.Context): string {
  const peer = (context.req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const told = context.get('X-Forwarded-For').split(',').at(-1)?.trim();
  return told && near.check(peer, peer.includes(':') ? 'ipv6' : 'ipv4') ? told : peer;
}
