import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fonts } from '@embedpdf/fonts-sc';
import subset from 'subset-font';
import { pictureCharacters } from '../api/h5/trend-words.ts';

/**
 * Writes the font of pictures, dist/fonts/picture.otf: of Noto Sans the characters that a picture can show. What draws
 * reads the font anew for each character, and the whole one has eight megabytes.
 */
const medium = fonts.find(({ weight }) => weight === 500);
if (!medium) throw new Error('the package has no font of medium weight');
const whole = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '../../fonts', medium.file);
mkdirSync('dist/fonts', { recursive: true });
writeFileSync('dist/fonts/picture.otf', await subset(readFileSync(whole), pictureCharacters, { targetFormat: 'sfnt' }));
