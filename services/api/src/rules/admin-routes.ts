import { siteOf } from '@freshet/access';
import type { RuleChange } from '@freshet/events';
import { byPrecedence, recordOf, RULES_MAX } from '@freshet/rules';
import { HttpProblem, toChangeSite, toInspectSite } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import {
  deleteRule,
  getRule,
  listRuleChanges,
  listRules,
  previewRules,
  putRule,
  revertRule,
} from '../description/admin/rules.ts';
import type { Api } from '../api.ts';
import { FieldReader } from '../query/fields.ts';
import { onlySite } from '../query/only-site.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { actorOf } from './actor.ts';
import { changeDocument, changesIn } from './changes.ts';
import type { Rules } from './open-rules.ts';
import { preview } from './preview.ts';
import { parseRule, ruleDocument } from './rule-document.ts';
import type { SiteRuleBook } from './rule-book.ts';
import { warningsOf } from './warnings.ts';

interface RulePath {
  Params: { id: string };
}
interface ChangePath {
  Params: { number: string };
}

/**
 * `/v1/admin/rules` as a Fastify plugin, for clients on this machine, all with `?site=`: GET lists, GET, PUT
 * and DELETE …/{id}, GET …/changes is the trail, POST …/changes/{number}/revert takes a change back, POST
 * …/preview shows what rules would do. What changes a rule answers when that holds here.
 */
export function ruleAdminRoutes(api: Api, rules: Rules) {
  return async function ruleRoutes(app: FastifyInstance): Promise<void> {
    app.get(
      '/v1/admin/rules',
      { config: { ...toInspectSite, operation: listRules } },
      (request) => {
        const site = onlySite(request);
        const known = [...rules.site(site).rules.values()].toSorted(byPrecedence);
        return { site, max: RULES_MAX, rules: known.map(ruleDocument) };
      },
    );

    app.get(
      '/v1/admin/rules/changes',
      { config: { ...toInspectSite, operation: listRuleChanges } },
      (request) => {
        const reader = new FieldReader(fieldsOfQuery(request.query), ['site', 'n', 'before']);
        const site = siteOf(request);
        return { site, ...changesIn(rules.site(site), reader) };
      },
    );

    app.get<RulePath>(
      '/v1/admin/rules/:id',
      { config: { ...toInspectSite, operation: getRule } },
      (request) => {
        const { id } = request.params;
        const rule = rules.site(onlySite(request)).rules.get(id);
        if (rule === undefined) throw unknown(id);
        return ruleDocument(rule);
      },
    );

    app.put<RulePath>(
      '/v1/admin/rules/:id',
      { config: { ...toChangeSite, operation: putRule } },
      async (request, reply) => {
        const { id } = request.params;
        const { site, by } = actorOf(request);
        const rule = parseRule(id, request.body);
        const change = await rules.change({
          site,
          ruleId: id,
          action: 'put',
          by,
          after: (book) => {
            requireRoom(book, id);
            return recordOf(rule);
          },
        });
        const warnings = await warningsOf(rule, rules.site(site), api.view.tables.site(site));
        const code = change.before === null ? 201 : 200;
        return reply.code(code).send({ rule: ruleDocument(rule), change: change.number, warnings });
      },
    );

    app.delete<RulePath>(
      '/v1/admin/rules/:id',
      { config: { ...toChangeSite, operation: deleteRule } },
      async (request) => {
        const { id } = request.params;
        const { site, by } = actorOf(request);
        const change = await rules.change({
          site,
          ruleId: id,
          action: 'delete',
          by,
          after: (book) => {
            if (!book.rules.has(id)) throw unknown(id);
            return null;
          },
        });
        return { id, change: change.number };
      },
    );

    app.post<ChangePath>(
      '/v1/admin/rules/changes/:number/revert',
      { config: { ...toChangeSite, operation: revertRule } },
      async (request) => {
        const { site, by } = actorOf(request);
        const taken = changeIn(rules.site(site), request.params.number);
        const { ruleId, before } = taken;
        const change = await rules.change({
          site,
          ruleId,
          action: 'revert',
          by,
          after: (book) => {
            if (before !== null) requireRoom(book, ruleId);
            return before;
          },
        });
        return { reverted: taken.number, change: changeDocument(change) };
      },
    );

    app.post(
      '/v1/admin/rules/preview',
      { config: { ...toChangeSite, operation: previewRules } },
      (request) => {
        const site = onlySite(request);
        return preview(site, request.body, {
          book: rules.site(site),
          view: api.view,
          clock: api.clock,
        });
      },
    );
  };
}

function requireRoom(book: SiteRuleBook, id: string): void {
  if (book.rules.has(id) || book.rules.size < RULES_MAX) return;
  const message = `The site has ${RULES_MAX} rules, which is as many as there can be; delete one first.`;
  throw new HttpProblem(409, { code: 'RULES_FULL', message });
}

function changeIn(book: SiteRuleBook, text: string): RuleChange {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  const change = book.change(number);
  if (change !== undefined) return change;
  const message = `There is no change ${JSON.stringify(text)} among those kept; see /v1/admin/rules/changes.`;
  throw new HttpProblem(404, { code: 'RULE_CHANGE_UNKNOWN', message });
}

function unknown(id: string): HttpProblem {
  const message = `There is no rule ${JSON.stringify(id)}.`;
  return new HttpProblem(404, { code: 'RULE_UNKNOWN', message });
}
