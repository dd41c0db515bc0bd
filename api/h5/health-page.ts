import type { HealthPage } from '#domain/pages/health-page.ts';
import { backToChatScript } from './back-to-chat.ts';
import { healthWords } from './health-words.ts';
import type { Html } from './html.ts';
import { respond, type PageResponse } from './shell.ts';
import { notView } from './sign-view.ts';

/** What a page with health information answers: 200, or 403, 404 and 410 with nothing of it. */
export function respondHealth<Content>(
  page: HealthPage<Content>,
  { word, nonce, view }: { word: string; nonce: string; view(content: Content): Html },
): PageResponse {
  const { title, gone, notShown } = healthWords;
  const script = backToChatScript;
  switch (page.state) {
    case 'open':
      return respond(200, { title, body: view(page.content), script }, nonce);
    case 'not-shown':
      return respond(403, { title, body: notView(notShown.heading, notShown.text), script }, nonce);
    case 'gone': {
      const { heading, text } = gone[page.why];
      return respond(page.why === 'unknown' ? 404 : 410, { title, body: notView(heading, text(word)), script }, nonce);
    }
  }
}
