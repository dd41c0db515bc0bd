import { defineConfig } from 'prisma/config';

/** Only for `prisma generate`; the program hands its own adapter to the client and applies migrations itself. */
export default defineConfig({ schema: 'prisma/schema.prisma' });
