import { fileURLToPath } from 'node:url';

/** The font of pictures, as the build wrote it. */
export const pictureFont = fileURLToPath(new URL('../../dist/fonts/picture.otf', import.meta.url));
