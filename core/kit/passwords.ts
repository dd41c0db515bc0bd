import { hash, verify } from '@node-rs/argon2';
import { bounded } from './bounded.ts';

/** OWASP's figures for argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords as they are kept. Never more than two at once: a flood of sign-ins takes no processor from the chat. */
export interface Passwords {
  /** @throws Crowded */
  hash(password: string): Promise<string>;
  /**
   * Takes as long when there is nothing to compare with.
   * @throws Crowded
   */
  isRight(password: string, kept: string | undefined): Promise<boolean>;
}

export function passwords(): Passwords {
  const inTurn = bounded({ atOnce: 2, waiting: 50 });
  const nobodys = hash('nobody has this password', cost);
  return {
    hash: (password) => inTurn(() => hash(password, cost)),
    isRight: (password, kept) =>
      inTurn(async () => (await verify(kept ?? (await nobodys), password)) && kept !== undefined),
  };
}
