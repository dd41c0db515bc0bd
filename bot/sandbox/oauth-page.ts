/**
 * What the simulated authorisation shows. Inside a phone's frame the script goes on at once, because the frame's name
 * tells whose phone it is; outside, a person says who they are.
 */
export function authorizePage(
  page: { nonce: string } & ({ trouble: string } | { people: { id: string; name: string }[]; query: URLSearchParams }),
): string {
  if ('trouble' in page) return document(`<h1>打不开这个页面</h1><p>${escaped(page.trouble)}</p>`);
  const links = page.people
    .map(({ id, name }) => `<li><a href="?${escaped(String(withPhone(page.query, id)))}">${escaped(name)}</a></li>`)
    .join('');
  return document(
    `<h1>这是谁的手机？</h1><p>演示环境：请选择用谁的身份打开这个页面。</p><ul>${links}</ul>
<script nonce="${page.nonce}">
const phone = /^phone:([a-z0-9-]+)$/.exec(window.name);
const query = new URLSearchParams(location.search);
if (phone && query.get('phone') !== phone[1]) {
  document.body.hidden = true;
  query.set('phone', phone[1]);
  location.replace('?' + query);
}
</script>`,
  );
}

function withPhone(query: URLSearchParams, id: string): URLSearchParams {
  const all = new URLSearchParams(query);
  all.set('phone', id);
  return all;
}

function document(body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>微信授权（演示）</title>
<style>
body { font: 18px/1.6 system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif; margin: 2rem 1.25rem; color: #1c1c1e; }
h1 { font-size: 1.4rem; }
ul { list-style: none; padding: 0; }
a { display: block; padding: .75rem 1rem; margin: .5rem 0; background: #f2f4f3; border-radius: .75rem; color: #0b6b3a; text-decoration: none; }
</style>
<body>${body}</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
