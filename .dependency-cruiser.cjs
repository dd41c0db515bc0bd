/** The borders of the house (ARCHITECTURE.md): kit ← domain ← {bot, jobs, api, demo} ← world and main. */
const rooms = {
  kit: '^core/kit/',
  domain: '^core/domain/',
  bot: '^bot/',
  jobs: '^jobs/',
  api: '^api/',
  prisma: '^prisma/',
};

function never(name, comment, from, to, exceptions = {}) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, ...exceptions.from },
    to: { path: to, ...exceptions.to },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    never(
      'kit-alone',
      'small modules without business',
      rooms.kit,
      '^(core/domain|bot|jobs|api|prisma|world|main|config)',
    ),
    never(
      'domain-below',
      "the domain knows kit and the client's types only",
      rooms.domain,
      '^(bot|jobs|api|prisma|world|main|config)',
      {
        to: { dependencyTypesNot: ['type-only'] },
      },
    ),
    never('bot-apart', 'bot, jobs and api meet in the domain', rooms.bot, '^(jobs|api|world|main|config)', {
      to: { dependencyTypesNot: ['type-only'] },
    }),
    never('jobs-apart', 'bot, jobs and api meet in the domain', rooms.jobs, '^(bot|api|world|main|config)'),
    never('api-apart', 'bot, jobs and api meet in the domain', rooms.api, '^(bot|jobs|world|main|config)', {
      to: { dependencyTypesNot: ['type-only'] },
    }),
    never('commands-on-top', 'commands of operators stand beside main', '^(core|bot|jobs|api|prisma)/', '^commands/'),
    never('dialogues-know-no-channel', 'a dialogue is the same everywhere', '^bot/dialogues/', '^bot/channels/'),
    never(
      'engine-knows-neither',
      'the engine speaks to no channel and knows no dialogue',
      '^bot/engine/',
      '^bot/(channels|dialogues)/',
    ),
    never('pages-take-types', "pages are browsers' code", '^api/web/', '^(core|bot|jobs|prisma|world|main|config)', {
      to: { dependencyTypesNot: ['type-only'] },
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist|^tests/bench|prisma/generated)' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['development', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
