import type { Html } from './html.ts';
import { html } from './html.ts';

/** A page that residents open from chat: large type, one column, nothing fetched from anywhere. */
export interface H5Page {
  title: string;
  body: Html;
  /** Inline, of this program's own; runs under the page's nonce. */
  script?: string | undefined;
}

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** @param nonce fresh random text for each response: only what carries it is styled and run. */
export function respond(status: number, { title, body, script }: H5Page, nonce: string): PageResponse {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light">
<title>${title}</title>
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body>
<main>${body}</main>
${script === undefined ? undefined : html`<script nonce="${nonce}">${{ markup: script }}</script>`}
</body>
</html>`;
  return { status, headers: headersOf('text/html; charset=utf-8', nonce), body: page.markup };
}

/** The same answer for the page's own script. */
export function respondJson(status: number, content: { state: string; message: string }, nonce: string): PageResponse {
  return { status, headers: headersOf('application/json; charset=utf-8', nonce), body: JSON.stringify(content) };
}

function headersOf(type: string, nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join('; ');
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    // What is on it is somebody's own, and a signed page must not come back from a cache as an unsigned one.
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
  };
}

const style = `
:root { --ink: #1b2420; --soft: #55625b; --line: #d5ddd8; --paper: #fff; --ground: #eef2ef; --green: #0a6b45; --red: #a8261c; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 400 19px/1.65 "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", system-ui, sans-serif; }
main { max-width: 680px; margin: 0 auto; padding: 16px 14px calc(32px + env(safe-area-inset-bottom)); }
h1 { margin: 6px 4px 2px; font-size: 26px; line-height: 1.35; }
h1 + section, h1 + .alert { margin-top: 14px; }
h2 { margin: 0 0 10px; font-size: 22px; line-height: 1.4; }
h3 { margin: 18px 0 4px; font-size: 20px; }
p { margin: 0 0 10px; text-wrap: pretty; }
.whole { white-space: nowrap; }
p:last-child, ul:last-child, table:last-child { margin-bottom: 0; }
.lead { margin: 0 4px 14px; color: var(--soft); }
section { margin: 0 0 14px; padding: 18px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.step { display: inline-block; min-width: 32px; margin-right: 8px; padding: 0 8px; border-radius: 16px; background: var(--green); color: #fff; font-size: 18px; line-height: 32px; text-align: center; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 14px; margin: 0; }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 0 0 10px; padding: 0; list-style: none; }
.items li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
.items li:last-child { border-bottom: 0; }
.items span:first-child { flex: 1 1 7em; }
.items span:last-child { white-space: nowrap; color: var(--soft); }
table { width: 100%; margin: 0 0 10px; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 18px; }
caption { padding: 4px 0 6px; text-align: left; font-weight: 600; }
th, td { padding: 7px 4px; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; }
th[scope=row], thead th:first-child { text-align: left; }
thead th { color: var(--soft); }
tfoot td, tfoot th { font-weight: 600; border-bottom: 0; }
.agreement p { text-align: justify; }
td { vertical-align: top; }
.call { display: inline-block; margin: -7px 0; padding: 7px 0; color: var(--green); white-space: nowrap; }
.note { color: var(--soft); font-size: 18px; }
.big { display: block; width: 100%; min-height: 58px; padding: 12px 16px; border: 0; border-radius: 10px; background: var(--green); color: #fff; font: inherit; font-size: 21px; font-weight: 600; text-align: center; text-decoration: none; }
.big + .note { margin-top: 12px; }
.big[disabled] { background: #7d8b84; }
.plain { min-height: 48px; padding: 8px 18px; border: 1px solid #8b9992; border-radius: 10px; background: #fff; color: var(--ink); font: inherit; }
.plain[disabled] { color: #6d7a73; border-color: var(--line); }
.row { display: flex; gap: 12px; margin: 10px 0 16px; }
.row .plain { flex: 1; }
:focus-visible { outline: 3px solid #1d5fd0; outline-offset: 2px; }
.pad { position: relative; height: 220px; border: 2px dashed #6f7d76; border-radius: 10px; background: #fffdf5; overflow: hidden; }
.pad canvas { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: crosshair; }
.pad .hint { position: absolute; inset: auto 0 14px; color: #5f6c65; text-align: center; pointer-events: none; }
.pad.drawn .hint { visibility: hidden; }
.alert { margin: 0 0 14px; padding: 12px 14px; border: 1px solid var(--red); border-radius: 10px; background: #fdf1ef; color: var(--red); font-weight: 600; }
.alert:empty { display: none; }
.done { text-align: center; }
.done .mark { width: 76px; height: 76px; margin: 6px auto 12px; border-radius: 50%; background: var(--green); color: #fff; font-size: 44px; line-height: 76px; }
.done .mark.not { background: #8a5a00; }
.done h1 { margin: 0 0 10px; }
label { display: block; margin: 0 0 14px; }
label input:not([type=radio]), label select, label textarea { display: block; width: 100%; min-height: 52px; margin-top: 4px; padding: 8px 12px; border: 1px solid #8b9992; border-radius: 10px; background: #fff; color: var(--ink); font: inherit; }
fieldset { margin: 0 0 14px; padding: 0; border: 0; }
fieldset .pick { margin-top: 8px; }
legend { padding: 0; }
.pick { display: flex; flex: 1; align-items: center; gap: 10px; min-height: 48px; margin: 0; padding: 8px 14px; border: 1px solid #8b9992; border-radius: 10px; }
.pick input { width: 22px; height: 22px; }
summary { min-height: 44px; padding: 6px 0; color: var(--green); cursor: pointer; }
.unit { margin-left: 10px; color: var(--soft); font-size: 18px; font-weight: 400; }
.picture { display: block; width: calc(100% + 24px); height: auto; margin: 0 -12px 10px; }
.wide { width: 100%; min-height: 52px; }
a.plain { display: block; text-align: center; text-decoration: none; }
[hidden] { display: none; }
@media (min-width: 700px) { main { padding-top: 32px; } section { padding: 24px 26px; } .pad { height: 260px; } .picture { width: 480px; margin: 0 0 10px; } }
@media print { .big, .row, .pad { display: none; } }
`;
