import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkFormDefinition,
  listForms,
  publishForm,
  readForm,
  readStandardForm,
  TeamKind,
} from '../../contract/assessment-forms.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';

let county: County;
let administrator: Caller;
beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
});
afterAll(() => county.stop());

const small = (elements: unknown[], more: object = {}) => ({
  title: 'Ours',
  pages: [{ name: 'one', elements }],
  ...more,
});
const question = { type: 'radiogroup', name: 'placement', title: 'Where?', choices: ['men', 'women', 'any'] };

describe('forms of the assessment', () => {
  test.each(TeamKind.options)('the standard form for %s can be published as it is', async (kind) => {
    const { body } = await administrator.call(readStandardForm, { params: { kind } });
    const check = await administrator.call(checkFormDefinition, { body });
    expect(check.body).toMatchObject({ problems: [], remarks: [] });
    expect(check.body.questions).toBeGreaterThan(10);
  });

  test('each publication is the next version, and earlier ones stay readable', async () => {
    const params = { id: county.otherTeam };
    const first = await administrator.call(publishForm, { params, body: { definition: small([question]) } });
    expect(first.body).toMatchObject({
      version: 1,
      title: 'Ours',
      pages: 1,
      questions: 1,
      publishedBy: 'Pat Olsen',
    });
    const text = { type: 'text', name: 'note', title: { default: 'Note', es: 'Nota' } };
    const both = await Promise.all(
      [1, 2].map(() =>
        administrator.call(publishForm, { params, body: { definition: small([question, text]) } }),
      ),
    );
    expect(both.every((b) => b.status === 201 || b.refusal.code === 'form_version_once')).toBe(true);
    const { body } = await administrator.call(listForms, { params });
    expect(body.forms.map((f) => f.version)).toEqual(
      [...body.forms.keys()].map((i) => body.forms.length - i),
    );
    const old = await administrator.call(readForm, { params: { id: first.body.id } });
    expect(old.body.definition).toEqual(small([question]));
  });

  test.each([
    ['nothing', {}, /page/],
    ['no page', { pages: [] }, /no page/],
    ['a page that asks nothing', small([]), /asks nothing/],
    ['pages that are no pages', { pages: [1, 'x', null] }, /pages/],
    ['two questions of one name', small([question, question]), /Two questions are called placement/],
    [
      'a kind of question that cannot be checked',
      small([{ type: 'file', name: 'upload' }]),
      /upload is a file/,
    ],
    [
      'choices from another address',
      small([{ ...question, choicesByUrl: { url: 'http://169.254.169.254/' } }]),
      /choicesByUrl/,
    ],
    [
      'a pattern, which may take minutes over thirty letters',
      small([{ ...question, validators: [{ type: 'regex', regex: '^(a+)+$' }] }]),
      /regex/,
    ],
    [
      'conditions that are longer than any form',
      small([{ ...question, visibleIf: `{story} notempty${' or {story} notempty'.repeat(3000)}` }]),
      /conditions are too long/,
    ],
    ['a name with spaces', small([{ type: 'text', name: 'my note' }]), /my note/],
  ])('refused, with the reason: %s', async (_, definition, reason) => {
    const check = await administrator.call(checkFormDefinition, { body: { definition } });
    expect(check.body.problems.join(' ')).toMatch(reason);
    const refused = await administrator.call(publishForm, {
      params: { id: county.team },
      body: { definition },
    });
    expect(refused).toMatchObject({ status: 409, refusal: { code: 'unreadable_form' } });
  });

  test('a form that yields no needs may be published, with a remark', async () => {
    const definition = small([{ type: 'comment', name: 'story', title: 'What happened?' }]);
    const { body } = await administrator.call(checkFormDefinition, { body: { definition } });
    expect(body.problems).toEqual([]);
    expect(body.remarks).toHaveLength(3);
  });

  test('for administrators and the team’s own supervisors', async () => {
    const body = { definition: small([question]) };
    expect((await county.specialist.call(publishForm, { params: { id: county.team }, body })).status).toBe(
      403,
    );
    expect((await county.specialist.call(listForms, { params: { id: county.otherTeam } })).status).toBe(404);
    expect((await (await county.supervisor()).call(listForms, { params: { id: county.team } })).status).toBe(
      403,
    );
  });
});
