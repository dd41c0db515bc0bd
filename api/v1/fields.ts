import { z } from 'zod';

/** Fields that several routes take. */

export const username = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, '用户名是3到32个小写字母、数字、点或横线，以字母开头');

/** Length is what counts (NIST SP 800-63B §3.1.1); GB/T 22239-2019 8.1.4.1 a) wants complexity as well. */
export const password = z
  .string()
  .min(12, '密码至少12个字符')
  .max(200, '密码最多200个字符')
  .refine(
    (text) => [/[a-z]/i, /\d/, /[^a-z\d]/i].filter((kind) => kind.test(text)).length >= 2,
    '密码要有字母、数字、符号里的两种',
  );

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** YYYY-MM-DD, the district's day. */
export const date = z.iso.date('日期写成 2026-03-01 这样');

export const id = z.uuid();
