import { html, type Html } from '../h5/html.ts';
import type { openApiOf } from './openapi.ts';

type Document = ReturnType<typeof openApiOf>;

/** The OpenAPI document as a page to read. Everything is in it, nothing is fetched. */
export function docsPage(document: Document, nonce: string): { headers: Record<string, string>; body: string } {
  const { markup } = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body><main>
<h1>${document.info.title}</h1>
<p>${document.info.description}</p>
<p>机器可读：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI ${document.openapi}）</p>
${Object.entries(document.paths).flatMap(([path, operations]) =>
  // Made by openApiOf, a few lines away: an operation for each method.
  Object.entries(operations as Record<string, Operation>).map(([method, operation]) =>
    section(method, path, operation),
  ),
)}
</main></body>
</html>`;
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: markup,
  };
}

interface Operation {
  summary: string;
  description: string;
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: unknown;
  responses: Record<string, { content?: unknown }>;
}

function section(
  method: string,
  path: string,
  { summary, description, parameters, requestBody, responses }: Operation,
) {
  return html`<section>
<h2><b>${method.toUpperCase()}</b> /api/v1${path}</h2>
<p>${summary}。${description}</p>
${parameters.length > 0 ? shown('参数', parameters) : undefined}
${requestBody === undefined ? undefined : shown('请求内容', requestBody)}
${responses['200'] ? shown('回答', responses['200'].content) : html`<p>没有回答内容（204）</p>`}
</section>`;
}

function shown(title: string, content: unknown): Html {
  return html`<details><summary>${title}</summary><pre>${JSON.stringify(content, null, 2)}</pre></details>`;
}

const style = `body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1f2d27;background:#f6f8f7}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}
section{background:#fff;border:1px solid #dde5e1;border-radius:8px;padding:.25rem 1rem 1rem;margin:1rem 0}
h2{font-size:1rem;font-family:ui-monospace,monospace;overflow-wrap:anywhere}h2 b{color:#0b6b4f}
pre{overflow:auto;background:#f6f8f7;padding:.75rem;font-size:.85rem}summary{cursor:pointer}`;
