import type { Line } from './serve-puppet.ts';
import type { PuppetCommand } from './wire.ts';

/**
 * The line of a process that does nothing but run a puppet: puppets are the code of many hands, and one promise that
 * nobody catches ends the process. It obeys the program that began it, and ends with it.
 */
export const parentLine: Line = {
  tell: (event) => void process.send?.(event),
  obey(hear) {
    process.on('disconnect', () => process.exit());
    // Only the program, which began this process, writes here.
    process.on('message', (command: PuppetCommand) => {
      // Puppets write where they stand.
      if (command.kind === 'start') process.chdir(command.folder);
      hear(command);
    });
  },
  end: () => process.disconnect(),
};
