import { variables } from '../config.ts';

/** `.env.example` as the config schema says it; a test compares the file with this. */
export function envExample(): string {
  const lines = Object.entries(variables).flatMap(([name, reader]) => {
    const standard = reader.safeParse(undefined);
    const value = standard.success && standard.data !== undefined ? String(standard.data) : '';
    return [...(reader.description ? [`# ${reader.description}`] : []), `${value ? '' : '#'}${name}=${value}`];
  });
  return `# 由配置定义生成（npm run env-example）。每一项都可以不设。\n${lines.join('\n')}\n`;
}

if (process.argv[1]?.endsWith('print-env-example.ts')) process.stdout.write(envExample());
