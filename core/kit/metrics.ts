import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What operators watch (OPERATIONS.md, alerts). Labels hold closed lists only, never a person. */
export interface Metrics {
  /** From the first byte of a callback to its answer. */
  webhookAnswered(channel: string, outcome: string, seconds: number): void;
  /** How a turn ended, by dialogue. */
  turnEnded(dialogue: string, outcome: string): void;
  deliveryEnded(channel: string, form: string, result: string): void;
  jobEnded(job: string, outcome: string): void;
  /** How late a tick ran. */
  tickRan(name: string, secondsLate: number): void;
  /** What became of a message in a group. */
  groupMessageEnded(outcome: string): void;
  /** How the group channel is now: `state` of `states`. */
  groupChatIs(state: string, states: readonly string[]): void;
  /** Asked at each scrape: how many rows wait, and how old the oldest due one is. */
  watchQueue(read: () => Promise<{ kind: string; waiting: number; oldestSeconds: number }[]>): void;
  /** The Prometheus text. */
  exposition(): Promise<{ type: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jiayi_' });
  const registers = [registry];
  const webhooks = new Histogram({
    name: 'jiayi_webhook_seconds',
    help: 'Time to answer a callback',
    labelNames: ['channel', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 2, 4.5],
    registers,
  });
  const turns = new Counter({
    name: 'jiayi_turns_total',
    help: 'Turns',
    labelNames: ['dialogue', 'outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'jiayi_deliveries_total',
    help: 'Deliveries by result',
    labelNames: ['channel', 'form', 'result'],
    registers,
  });
  const jobs = new Counter({ name: 'jiayi_jobs_total', help: 'Jobs', labelNames: ['job', 'outcome'], registers });
  const ticks = new Gauge({
    name: 'jiayi_tick_lag_seconds',
    help: 'Lag of the last run',
    labelNames: ['tick'],
    registers,
  });
  const groupMessages = new Counter({
    name: 'jiayi_group_messages_total',
    help: 'Messages in groups by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const groupChat = new Gauge({
    name: 'jiayi_group_chat_state',
    help: '1 for the state in which the group channel is',
    labelNames: ['state'],
    registers,
  });
  let readQueue: () => Promise<{ kind: string; waiting: number; oldestSeconds: number }[]> = async () => [];
  // Each reads for itself: the gauges of one scrape are collected side by side.
  const depth = new Gauge({
    name: 'jiayi_queue_depth',
    help: 'Rows that are due',
    labelNames: ['kind'],
    registers,
    async collect() {
      for (const { kind, waiting } of await readQueue()) this.set({ kind }, waiting);
    },
  });
  const age = new Gauge({
    name: 'jiayi_queue_oldest_seconds',
    help: 'Age of the oldest due row',
    labelNames: ['kind'],
    registers,
    async collect() {
      for (const { kind, oldestSeconds } of await readQueue()) this.set({ kind }, oldestSeconds);
    },
  });
  for (const gauge of [depth, age]) gauge.reset();
  return {
    webhookAnswered: (channel, outcome, seconds) => webhooks.observe({ channel, outcome }, seconds),
    turnEnded: (dialogue, outcome) => turns.inc({ dialogue, outcome }),
    deliveryEnded: (channel, form, result) => deliveries.inc({ channel, form, result }),
    jobEnded: (job, outcome) => jobs.inc({ job, outcome }),
    tickRan: (tick, secondsLate) => ticks.set({ tick }, secondsLate),
    groupMessageEnded: (outcome) => groupMessages.inc({ outcome }),
    groupChatIs(state, states) {
      for (const one of states) groupChat.set({ state: one }, one === state ? 1 : 0);
    },
    watchQueue(read) {
      readQueue = read;
    },
    exposition: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
