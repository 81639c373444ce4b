import type { Page } from '@playwright/test';
import { readClient } from '../../contract/clients.ts';
import { openAssessment } from '../../contract/placement.ts';
import { needsOf } from '../../contract/placement-needs.ts';
import { standardForm } from '../../server/placement/standard-forms.ts';
import { publishForm } from '../../server/placement/store.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, expectNothingCut, signIn, test } from '../desk.ts';
import { client } from '../factories.ts';

const publishStandardForm = (county: County) =>
  publishForm(county.database.db, {
    organizationId: county.team,
    title: 'Shelter Placement Assessment',
    definition: standardForm('single_adults'),
    at: new Date('2026-11-01T12:00:00Z'),
    by: null,
  });

test.beforeAll(async ({ county }) => {
  await publishStandardForm(county);
});

/** A person nobody has assessed yet, or one with an earlier assessment that no longer counts. */
const person = async (county: County, name: string, earlier?: Record<string, unknown>) => {
  const { id } = await client(county.database.db, county.team, name, { assessedAt: null });
  if (earlier) {
    const finished = new Date('2026-10-01T15:00:00Z');
    const form = await publishStandardForm(county);
    await county.database.db
      .insertInto('assessment')
      .values({
        clientId: id,
        organizationId: county.team,
        formId: form.id,
        answers: JSON.stringify(earlier),
        needs: JSON.stringify(needsOf(earlier)),
        startedAt: finished,
        savedAt: finished,
        finishedAt: finished,
      })
      .execute();
  }
  return id;
};

const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const goTo = (page: Page, step: string) => steps(page).getByRole('button', { name: step }).click();
const question = (page: Page, name: RegExp) => page.getByRole('radiogroup', { name });
const newestAnswers = (county: County, clientId: number) =>
  county.database.db
    .selectFrom('assessment')
    .select(['answers', 'finishedAt', 'step'])
    .where('clientId', '=', clientId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();

test('from the folders, step by step, left and resumed, to the shelters that can', async ({
  page,
  county,
}) => {
  const id = await person(county, 'Wren Ashdown');
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await page
    .getByRole('navigation', { name: 'Client record' })
    .getByText('Shelter Placement Assessment')
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /Wren Ashdown/ })).toBeVisible();
  await expect(page.getByText('Step 1 of 6')).toBeVisible();
  await expectAccessible(page);

  // Digits choose; Ctrl Enter is Next.
  await page.keyboard.press('2');
  await expect(question(page, /danger/).getByRole('radio', { name: 'No', exact: true })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Last night' })).toBeFocused();
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  expect((await newestAnswers(county, id)).answers).toEqual({ in_danger_now: 'no' });

  await page.getByRole('button', { name: 'Finish later' }).click();
  await expect(page).toHaveURL(new RegExp(`/clients/${id}$`));
  await page
    .getByRole('navigation', { name: 'Client record' })
    .getByText('Shelter Placement Assessment')
    .click();
  await expect(page.getByRole('heading', { name: 'Last night' })).toBeVisible();

  await goTo(page, 'Access and health');
  await question(page, /upper bunk/)
    .getByRole('radio', { name: 'No, lower bunk' })
    .check();
  await page
    .getByRole('group', { name: /power at the bed/ })
    .getByRole('checkbox', { name: 'CPAP' })
    .check();
  const seen = page.getByRole('heading', { name: 'What shelters will see' }).locator('..');
  await expect(seen).toContainText('Lower bunk');
  await expect(seen).toContainText('Outlet at bed');
  await goTo(page, 'Wishes and result');
  await page.getByRole('radio', { name: 'Women’s' }).check();
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('heading', { name: 'Housing Facilities' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('women’s placement · lower bunk · outlet at bed');
  const { body } = await county.specialist.call(readClient, { params: { id } });
  expect(body.needs).toMatchObject({ placement: 'women', lowerBunk: true, power: true, nearStaff: false });
  expect(body.assessments[0]).toMatchObject({ valid: true, mine: true });
});

test('what must be answered stops the end, at its place, and nothing is lost', async ({ page, county }) => {
  const id = await person(county, 'Tarn Iversen');
  await signIn(page, county, 'specialist', `/clients/${id}/placement-assessment`);
  await goTo(page, 'Wishes and result');
  await page.getByRole('radio', { name: 'Either', exact: true }).check();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Safety' })).toBeVisible();
  const danger = question(page, /danger/);
  await expect(danger.getByRole('radio').first()).toBeFocused();
  await expect(danger).toHaveAccessibleDescription(/Response required/);
  await expectAccessible(page);
  await danger.getByRole('radio', { name: 'Doesn’t say' }).check();
  await expect(danger).not.toHaveAccessibleDescription(/Response required/);
  await page.reload();
  await goTo(page, 'Wishes and result');
  await expect(page.getByRole('radio', { name: 'Either', exact: true })).toBeChecked();
});

test('Default Last fills with date and organization; only what was confirmed is saved', async ({
  page,
  county,
}) => {
  const id = await person(county, 'Odile Fern', {
    in_danger_now: 'no',
    climb_to_upper_bunk: 'no',
    mobility: 'cane',
    power_at_bed: ['cpap'],
    left_hospital: 'yes',
    placement: 'women',
  });
  await signIn(page, county, 'specialist', `/clients/${id}/placement-assessment`);
  await expect(page.getByText('Step 1 of 6')).toBeVisible();
  await page.keyboard.press('2');
  await goTo(page, 'Access and health');
  await page.keyboard.press('l');
  await expect(page.getByRole('main').getByText('Default Last filled 3 answers.')).toBeVisible();
  const climb = page.locator('[data-question="climb_to_upper_bunk"]');
  await expect(climb).toContainText('From last time, check it');
  await expect(climb).toContainText('Thu 1 Oct 2026');
  await expect(climb).toContainText('Tamarack County Front Door');
  await expect(climb.getByRole('radio', { name: 'No, lower bunk' })).toBeFocused();
  const hospital = page.locator('[data-question="left_hospital"]');
  await expect(hospital).toContainText('Asked each time');
  for (const answer of await hospital.getByRole('radio').all()) await expect(answer).not.toBeChecked();
  await expectAccessible(page);

  // Y confirms and goes on to the next; a changed answer is one too; the third is left alone.
  await page.keyboard.press('y');
  await expect(climb).toContainText('Confirmed now');
  const mobility = page.locator('[data-question="mobility"]');
  await expect(mobility.getByRole('radio', { name: 'Cane' })).toBeFocused();
  await mobility.getByRole('radio', { name: 'Walker' }).check();
  await expect(mobility).toContainText('Changed now');
  await expect(mobility).toContainText('before: Cane');
  await expect(page.getByText('Read each one to Odile Fern; 2 are confirmed.')).toBeVisible();
  await expect
    .poll(async () => (await newestAnswers(county, id)).answers)
    .toEqual({ in_danger_now: 'no', climb_to_upper_bunk: 'no', mobility: 'walker' });

  await goTo(page, 'Wishes and result');
  await page.getByRole('button', { name: /^Default Last/ }).click();
  await page.getByRole('button', { name: 'Undo fill' }).click();
  await expect(page.getByRole('radio', { name: 'Women’s' })).not.toBeChecked();
  await page.getByRole('radio', { name: 'Wherever is safest for me' }).check();
  await page.keyboard.press('Control+Enter');
  const notice = page.getByRole('alertdialog', { name: '1 answer from last time is not confirmed' });
  await expect(notice.getByRole('button', { name: 'Go to the first' })).toBeFocused();
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Finish without it' }).click();
  await expect(page.getByRole('heading', { name: 'Housing Facilities' })).toBeVisible();
  const saved = await newestAnswers(county, id);
  expect(saved.finishedAt).not.toBeNull();
  expect(saved.answers).toEqual({
    in_danger_now: 'no',
    climb_to_upper_bunk: 'no',
    mobility: 'walker',
    placement: 'safest',
  });
});

test('an assessment that still counts is said so before another is begun', async ({ page, county }) => {
  const { id } = await client(county.database.db, county.team, 'Sorrel Quint');
  await signIn(page, county, 'specialist', `/clients/${id}/placement-assessment`);
  await expect(page.getByText('The last assessment of Sorrel Quint still counts')).toBeVisible();
  await expect(page.getByText('It was finished 23 Nov 2026 and counts until 7 Dec 2026.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Housing Facilities' }).click();
  await expect(page.getByRole('heading', { name: 'Housing Facilities' })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Assess again' }).click();
  await expect(page.getByText('Step 1 of 6')).toBeVisible();
});

test('two desks on one draft: the second is told, and nothing is overwritten', async ({ page, county }) => {
  const id = await person(county, 'Linden Howe');
  await signIn(page, county, 'specialist', `/clients/${id}/placement-assessment`);
  await expect(page.getByText('Step 1 of 6')).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  const open = await county.specialist.call(openAssessment, { params: { id } });
  await county.database.db
    .updateTable('assessment')
    .set({ answers: JSON.stringify({ in_danger_now: 'does_not_say' }), version: open.body.version + 1 })
    .where('id', '=', open.body.id)
    .execute();
  await question(page, /find out where you sleep/)
    .getByRole('radio', { name: 'Yes' })
    .check();
  const refusal = page.getByRole('region', { name: 'The draft was not saved' });
  await expect(refusal).toBeVisible();
  expect((await newestAnswers(county, id)).answers).toEqual({ in_danger_now: 'does_not_say' });
  await refusal.getByRole('button', { name: 'Read again' }).click();
  await expect(question(page, /danger/).getByRole('radio', { name: 'Doesn’t say' })).toBeChecked();
});

test('on a phone, in Spanish', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const id = await person(county, 'Marisol Quintanilla');
  await signIn(page, county, 'specialist');
  await page.evaluate(() => localStorage.setItem('berth-language', 'es'));
  await page.goto(`${county.baseUrl}/clients/${id}/placement-assessment`);
  await expect(page.getByText('¿Está en peligro en este momento?')).toBeVisible();
  await page.getByRole('button', { name: 'Todos los pasos' }).click();
  await page
    .getByRole('navigation', { name: 'Pasos' })
    .getByRole('button', { name: 'Acceso y salud' })
    .click();
  await expect(page.getByText('¿Puede subir a la litera de arriba sin ayuda?')).toBeVisible();
  await expectAccessible(page);
  await expectNothingCut(page);
});
