import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstAdministrators } from './administrators.ts';
import { banner } from './banner.ts';
import type { Config } from './config.ts';
import { hasSms, openChannels } from './channels.ts';
import type { Foundations } from './foundations.ts';
import { keepClock, openFoundations } from './foundations.ts';
import { openGroupChat } from './group-chat.ts';
import type { OpenSandbox } from './sandbox.ts';
import { openSandbox, setUpSandbox } from './sandbox.ts';
import { clockRoutes } from '#api/routes/clock.ts';
import { consolePage } from '#api/routes/console-page.ts';
import { deskRoutes } from '#api/routes/desk.ts';
import { h5BindRoutes } from '#api/routes/h5-bind.ts';
import { h5ReadingsRoutes } from '#api/routes/h5-readings.ts';
import { h5RecordRoutes } from '#api/routes/h5-records.ts';
import { h5SignRoutes } from '#api/routes/h5-sign.ts';
import { h5SlipRoutes } from '#api/routes/h5-slip.ts';
import { healthRoutes } from '#api/routes/health.ts';
import { metricsRoute } from '#api/routes/metrics.ts';
import { pageVisits } from '#api/routes/page-visits.ts';
import { builtPage, staticFiles } from '#api/routes/static-files.ts';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createListener } from '#api/server.ts';
import { apiDocuments } from '#api/v1/documents.ts';
import { routes } from '#api/v1/routes.ts';
import { serve } from '#api/v1/serve.ts';
import type { Door } from '#api/door.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { templateMistakes } from '#bot/channels/wechat/template.ts';
import { ears } from '#bot/ear.ts';
import { refusalSentence } from '#bot/replies/refusals.ts';
import type { Inbox } from '#bot/inbox.ts';
import { createInbox } from '#bot/inbox.ts';
import { nextDueMessage } from '#bot/inbox/next-due.ts';
import { createSpool } from '#bot/inbox/spool.ts';
import { neighbourhood } from '#bot/sandbox/group-chat/neighbours.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { allNotices } from '#domain/notices/all.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import { definitions, ticks } from '#jobs/index.ts';
import { defineJob, done, skipped } from '#jobs/engine/define-job.ts';
import type { LaterWork } from '#jobs/runner.ts';
import { startLaterWork } from '#jobs/runner.ts';
import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';
import { createMetrics } from '#kit/metrics.ts';
import { passwords } from '#kit/passwords.ts';
import { drawPicture } from '#kit/picture.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { z } from 'zod';

/** The whole program, built once, top to bottom. */
export interface World {
  readonly log: Log;
  /** Where it listens, once it does. */
  readonly url: string;
  /** Answers, checks the simulated platforms and prints the banner. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what runs, within ten seconds. */
  stop(): Promise<void>;
}

/**
 * @param door where requests wait until the program answers them.
 * @param base the machine's clock; tests hand in one that stands still.
 * @param print where the banner goes.
 */
export async function openWorld(
  config: Config,
  door: Door,
  base?: Clock,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<World> {
  const foundations = await openFoundations(config, base);
  const { log, clock, randomness, vault, database } = foundations;
  // Not refused: whoever goes back to the release before still has the templates of this one.
  for (const mistake of templateMistakes(config.wechat?.templates ?? {}, allNotices))
    log.warn({ mistake }, 'WECHAT_TEMPLATES has what no notice uses');
  const metrics = createMetrics();
  const { url } = door;
  const asApi = config.role !== 'worker';

  if (config.demoData) await loadDemo(database);
  const administrators = await firstAdministrators(foundations);
  await database.transact(openSessionsAhead);

  const ear = ears();
  const simulated =
    config.sandbox && asApi
      ? openSandbox(foundations, url, (name, text) =>
          groupChat?.happen({
            kind: 'neighbour-writes',
            name,
            text,
            mentioned: text.includes(`@${neighbourhood.bot}`),
          }),
        )
      : undefined;
  const groupChat =
    config.wechaty &&
    openGroupChat(foundations, config.wechaty, {
      ear,
      metrics,
      written: (by, text) => simulated?.sandbox.writtenInGroup(by, text),
    });
  const settings = simulated?.settings ?? config;
  const inbox = createInbox({
    database,
    program: { dialogues, cards, phrases, publicUrl: config.publicUrl, hasSms: hasSms(settings) },
    spool: createSpool(join(config.dataDir, 'spool'), vault),
    ear,
    soon: (work) => void setTimeout(work, 50).unref(),
    report(event) {
      if (event.kind === 'dialogue-ended') metrics.turnEnded(event.dialogue, event.outcome);
      else if (event.kind === 'failed') log.error({ error: event.error, stage: event.stage }, 'message failed');
      else if (event.kind === 'spooled') log.error({}, 'message spooled: the database could not take it');
      else log.debug({ channel: event.channel, event: event.event, repeated: event.repeated }, 'message handled');
    },
  });

  const holder = randomness.bytes(8).toString('hex');
  const channels = openChannels(foundations, settings, {
    receive: inbox.receive,
    tokens: (platform) => platformTokens(database, platform, holder, pause),
  });

  const later = await startLaterWork({
    database,
    clock,
    randomness,
    log,
    metrics,
    channels: channels.deliveries,
    catalogue: createCatalogue(allNotices),
    carrier: config.redisUrl ? { kind: 'bullmq', url: config.redisUrl } : { kind: 'inline' },
    role: config.role,
    zone: config.zone,
    definitions: { ...definitions, 'dialogue.expire': expireDialogue(inbox) },
    ticks,
    lookouts: [{ name: 'inbox', run: inbox.sweep, nextDue: () => database.read(nextDueMessage) }],
  });

  // Who cannot have a picture still reads the values.
  const draw = (svg: string) =>
    drawPicture(svg, join(built('fonts'), 'picture.otf')).catch((error: unknown) => {
      log.error({ error }, 'picture not drawn');
      return undefined;
    });
  const pages = {
    read: database.read,
    transact: database.transact,
    nonce: () => randomness.bytes(16).toString('base64'),
  };
  const listener = createListener({
    log,
    requestId: () => randomness.bytes(6).toString('hex'),
    sentenceOf: (refusal) => refusalSentence(refusal, 'staff'),
    callbacks: callbackRoutes(
      asApi ? channels.webhooks : new Map(),
      (path, status, startedAt) =>
        metrics.webhookAnswered(path, String(status), (clock.monotonic() - startedAt) / 1000),
      clock.monotonic,
    ),
    routes: [
      healthRoutes({
        databaseAnswers: database.isHealthy,
        queueAnswers: async () => true,
        workerRuns: () => later.unready().length === 0,
        groupChat: groupChat?.state,
      }),
      metricsRoute(metrics),
      ...(channels.wechatOAuth
        ? [
            pageVisits({
              ...pages,
              state: () => randomness.bytes(16).toString('hex'),
              authorisation: channels.wechatOAuth,
              publicUrl: config.publicUrl,
              // The simulated platform authorises in any browser.
              isInWechat: (agent) => simulated !== undefined || /MicroMessenger/iu.test(agent),
              hasSms: hasSms(settings),
            }),
          ]
        : []),
      h5SignRoutes(pages),
      h5BindRoutes({ ...pages, hasSms: hasSms(settings) }),
      h5RecordRoutes({ ...pages, hasSms: hasSms(settings) }),
      h5ReadingsRoutes({ ...pages, draw }),
      deskRoutes({ ...pages, publicUrl: config.publicUrl, hasSms: hasSms(settings) }),
      h5SlipRoutes({ ...pages, publicUrl: config.publicUrl }),
      ...(asApi
        ? [
            serve(routes, { ...pages, passwords: passwords(), publicUrl: config.publicUrl, sandbox: config.sandbox }),
            consolePage(join(built('web'), 'console', 'index.html'), pages.nonce),
            apiDocuments(routes, { nonce: pages.nonce, publicUrl: config.publicUrl }),
          ]
        : []),
      ...(config.clockControl ? [clockRoutes(controlledClock(foundations, later, simulated, inbox))] : []),
      ...(simulated ? [simulated.sandbox.platforms, simulated.sandbox.phones] : []),
      ...(simulated ? [builtPage('/sandbox', join(built('web'), 'phones', 'index.html'))] : []),
      staticFiles('/web', built('web')),
    ],
  });

  return {
    log,
    url,
    async start() {
      door.answerWith(listener);
      if (simulated) await setUpSandbox(simulated, channels, database);
      groupChat?.start();
      print(banner(config, url, administrators));
      log.info({ url, role: config.role, sandbox: config.sandbox }, 'program listening');
    },
    async stop() {
      await groupChat?.stop();
      await door.close(simulated?.sandbox.close);
      await later.stop();
      await inbox.flush();
      await database.close();
      log.info({}, 'program stopped');
    },
  };
}

function expireDialogue(inbox: Inbox) {
  return defineJob({
    name: 'dialogue.expire',
    title: '对话超时',
    payload: z.object({ dialogueId: z.string(), revision: z.number() }),
    async run(payload, tx) {
      const outcome = await inbox.quiet(tx, payload);
      return outcome === 'set-aside' || outcome === 'expired' ? done() : skipped(outcome);
    },
  });
}

/** How far ahead something is looked for that happens: a schedule that finds nothing to do is none. */
const lookAheadDays = 30;

/** Moves in steps: to the next due time, until quiet, and so on to the target, as if the time had passed. */
function controlledClock(
  { clock, day, database }: Foundations,
  later: LaterWork,
  simulated: OpenSandbox | undefined,
  inbox: Inbox,
) {
  return {
    now: clock.now,
    zone: day.zone,
    nextDue: later.nextDue,
    async stepTo(goal: Date | 'happening') {
      const caused: { at: string; what: string }[] = [];
      const settle = async () => {
        await simulated?.sandbox.quiet();
        await inbox.flush();
        const happened = await later.runUntilQuiet();
        caused.push(...happened.map(({ at, what }) => ({ at: at.toISOString(), what })));
        await simulated?.sandbox.quiet();
      };
      const ends = goal === 'happening' ? new Date(clock.now().getTime() + lookAheadDays * 86_400_000) : goal;
      const arrived = () => goal === 'happening' && caused.length > 0;
      await settle();
      for (let next = await later.nextDue(); next && next <= ends && !arrived(); next = await later.nextDue()) {
        clock.moveTo(next);
        await settle();
      }
      if (goal !== 'happening') clock.moveTo(goal);
      await settle();
      await keepClock(database, clock);
      simulated?.sandbox.clockMoved(caused);
      return caused;
    },
  };
}

/** What the build made: a folder of dist, beside the compiled program or below the sources. */
function built(folder: 'web' | 'fonts'): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return here.endsWith('/dist/') ? join(here, folder) : join(here, 'dist', folder);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
