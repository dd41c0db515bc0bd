import { ConfigError, readConfig } from './config.ts';
import { openDoor } from '#api/door.ts';

/** The exit code for a wrong environment (sysexits: EX_CONFIG). */
const wrongConfiguration = 78;
/** How long a stop may take before it is cut short. */
const drainWithin = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Listening comes before all that takes time to load: whoever calls during a start waits instead of being refused.
  const door = await openDoor(config.host, config.port).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new ConfigError([`PORT：${config.port} 已经被占用，请换一个端口`]) : error;
  });
  const { openWorld } = await import('./world.ts');
  const world = await openWorld(config, door);
  await world.start();
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      const late = setTimeout(() => process.exit(1), drainWithin);
      late.unref();
      world.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          world.log.error({ error }, 'stop failed');
          process.exit(1);
        },
      );
    });
  for (const fault of ['unhandledRejection', 'uncaughtException'] as const)
    process.on(fault, (error: unknown) => {
      // Nothing half done goes on: what was committed is found again at the next start.
      world.log.fatal({ error }, fault);
      process.exit(1);
    });
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) {
    for (const mistake of error.mistakes) process.stderr.write(`设置有误  ${mistake}\n`);
    process.exit(wrongConfiguration);
  }
  throw error;
}
