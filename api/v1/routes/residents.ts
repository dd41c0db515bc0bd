import { z } from 'zod';
import { maskedResident, searchResidents } from '#domain/residents/search.ts';
import { lookAtRecord, lookPurposes } from '#domain/records/staff-look.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import { HttpProblem } from '../../problem.ts';
import { defineRoute } from '../define-route.ts';
import { date, id } from '../fields.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const who = [...new Set([...deskRoles, ...administratorRoles])];
const resident = z.object({
  id,
  identityLevel: z.enum(['verified', 'provisional', 'merged', 'refused']),
  name: z.string().describe('遮住的'),
  document: z.string().describe('遮住的'),
  phone: z.string().describe('遮住的'),
  sex: z.enum(['female', 'male']),
  age: z.number(),
  homeCentre: z.string(),
  doctor: z.string(),
});

// What is searched for is personal: it stands in the body, never in an address or a log of addresses.
const search = defineRoute({
  method: 'POST',
  path: '/residents/search',
  summary: '找居民：按全名或姓、证件号、手机号',
  who,
  body: {
    by: z.enum(['name', 'document', 'phone']),
    value: z.string().trim().min(1, '请填要找的内容').max(60),
    ...pageQuery,
  },
  answer: pageOf(resident),
  async handle(tx, { body: { by, value, limit, cursor }, reach, actor }) {
    const rows = await searchResidents(tx, { by, value, centreIds: reach, after: cursor, most: limit + 1 });
    tx.audit({
      actor: actor.audited,
      action: 'residents.searched',
      subject: { kind: 'residents' },
      detail: { by, found: Math.min(rows.length, limit) },
    });
    return page(rows, limit, { keyOf: ({ id }) => id, itemOf: (row) => row });
  },
});

const one = defineRoute({
  method: 'GET',
  path: '/residents/:residentId',
  summary: '一位居民，遮住号码',
  who,
  params: { residentId: id },
  answer: resident,
  async handle(tx, { params: { residentId }, reach }) {
    const found = await maskedResident(tx, residentId, reach);
    if (!found) throw notFound();
    return found;
  },
});

const line = z.object({ text: z.string(), on: date });

const look = defineRoute({
  method: 'POST',
  path: '/residents/:residentId/looks',
  summary: '打开健康档案：要说明为什么看，居民能看到谁看过',
  who: deskRoles,
  params: { residentId: id },
  body: { purpose: z.enum(lookPurposes) },
  answer: z.object({
    name: z.string(),
    sex: z.enum(['female', 'male']),
    age: z.number(),
    birthDate: date,
    centre: z.string().optional(),
    doctor: z.string().optional(),
    tags: z.array(z.string()),
    diagnoses: z.array(z.string()),
    entries: z.array(z.object({ id, kindName: z.string(), ...line.shape })),
    readings: z.array(line),
    encounters: z.array(line),
    updatedOn: date.optional(),
    shownTo: z.string().describe('水印：谁在什么时候看的'),
  }),
  async handle(tx, { params: { residentId }, body: { purpose }, reach, actor }) {
    if (!actor.staff) throw new HttpProblem(403, 'not-allowed', '您的岗位不能使用这个功能');
    if (!(await maskedResident(tx, residentId, reach))) throw notFound();
    const record = await lookAtRecord(tx, { staffId: actor.staff.id, residentId, purpose });
    return {
      ...record,
      tags: [...record.tags],
      diagnoses: [...record.diagnoses],
      entries: [...record.entries],
      readings: [...record.readings],
      encounters: [...record.encounters],
      shownTo: `${actor.staff.name} ${tx.day.say(tx.now)}`,
    };
  },
});

export const residentRoutes = [search, one, look] as const;
