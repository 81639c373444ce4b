import type { Page } from '@playwright/test';
import type { County } from '../county.ts';
import { expect, expectAccessible, signIn, test } from '../desk.ts';
import { bar, client, enrollment } from '../factories.ts';

const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const enrollmentsOf = (county: County, ids: number[]) =>
  county.database.db
    .selectFrom('enrollment')
    .select([
      'clientId',
      'projectId',
      'relationshipToHoh',
      'plannedDate',
      'entryDate',
      'hudHouseholdId',
      'startAnswers',
    ])
    .where('clientId', 'in', ids)
    .orderBy('clientId')
    .execute();

/** A mother assessed by the team, and her child, in one household. */
const family = async (county: County, mother: string, child: string) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, mother);
  const { id: childId } = await client(db, county.team, child, { dob: '2019-04-04', assessedAt: null });
  const { id: householdId } = await db
    .insertInto('household')
    .values({ organizationId: county.team, createdAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('householdMember')
    .values([
      { householdId, clientId: id, relationshipToHoh: 1, joinedAt: new Date() },
      { householdId, clientId: childId, relationshipToHoh: 2, joinedAt: new Date() },
    ])
    .execute();
  return { id, childId };
};

test('from the reservation form: members with relationship and own start, pending, and on to the reservation', async ({
  page,
  county,
}) => {
  const { id, childId } = await family(county, 'Yesenia Ortiz', 'Leo Ortiz');
  const { id: commonsId } = county.commons;
  await signIn(
    page,
    county,
    'specialist',
    `/clients/${id}/housing-facilities?facility=${commonsId}&with=${childId}`,
  );
  const drawer = page.getByRole('dialog', { name: 'Housing Reservation' });
  await drawer.getByRole('link', { name: 'Go to Intake' }).first().click();
  await expect(page.getByText('Intake at Birchwater Commons')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Leo Ortiz comes in' })).toBeChecked();
  const relationshipOf = (name: string) =>
    page.getByLabel(`Relationship of ${name} to the head of household`);
  await expect(relationshipOf('Leo Ortiz')).toHaveValue('2');
  await page.getByLabel('Start of Leo Ortiz', { exact: true }).fill('25 Nov');
  await page.getByLabel('Start of Leo Ortiz', { exact: true }).press('Enter');
  await expectAccessible(page);

  // Two heads are no household.
  await relationshipOf('Leo Ortiz').selectOption('Head of household');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toHaveText('Exactly one person is the head of household.');
  await relationshipOf('Leo Ortiz').selectOption('Child of the head');

  // HUD's start elements: of adults and heads more than of a child.
  await expect(steps(page).getByRole('button')).toHaveText([
    /Where and who/,
    'Before tonight',
    /Health/,
    'Violence',
    /Health/,
  ]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Before tonight' })).toBeFocused();
  await page.getByLabel('Where did you sleep last night?').selectOption({
    label:
      'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)',
  });
  await expect(page.getByText('4 open, asked at the door')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(drawer).toContainText('pending for Mon 23 Nov');
  await expect(drawer).toContainText('Pending enrollment found; it opens at check-in');
  const made = await enrollmentsOf(county, [id, childId]);
  expect(made).toHaveLength(2);
  expect(made[0]).toMatchObject({ relationshipToHoh: 1, plannedDate: '2026-11-23', entryDate: null });
  expect(made[0]?.startAnswers).toEqual({ LivingSituation: 116 });
  expect(made[1]).toMatchObject({
    relationshipToHoh: 2,
    plannedDate: '2026-11-25',
    entryDate: null,
    startAnswers: {},
  });
  expect(made[0]?.hudHouseholdId).toBe(made[1]?.hudHouseholdId);
});

test('Default Last takes an earlier enrollment’s answers; what nobody confirmed is not saved', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Rune Falk');
  const earlier = await enrollment(db, id, county.quarryRoad, {
    entryDate: '2026-10-02',
    madeBy: county.team,
  });
  await db
    .updateTable('enrollment')
    .set({
      startAnswers: JSON.stringify({ LivingSituation: 116, DisablingCondition: 1, PhysicalDisability: 0 }),
      exitDate: '2026-10-20',
      destination: 30,
    })
    .where('id', '=', earlier)
    .execute();
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await page.getByRole('navigation', { name: 'Client record' }).getByText('Intake').click();
  await page.getByRole('button', { name: /Birchwater Commons/ }).click();
  await steps(page).getByRole('button', { name: 'Health and disability' }).click();
  await page.keyboard.press('l');
  const disabling = page.locator('[data-question="DisablingCondition"]');
  await expect(disabling).toContainText('From last time, check it');
  await expect(disabling).toContainText('Quarry Road Shelter, intake');
  await expect(disabling).toContainText('Fri 2 Oct 2026');
  await page.keyboard.press('y');
  await expect(disabling).toContainText('Confirmed now');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Save without it' }).click();
  await expect(page.getByRole('dialog', { name: 'Housing Reservation' })).toContainText(
    'pending for Mon 23 Nov',
  );
  const made = await enrollmentsOf(county, [id]);
  expect(made.find((e) => e.projectId === county.commons.projectId)?.startAnswers).toEqual({
    DisablingCondition: 1,
  });
});

test('a person who may not stay there is not enrolled; the way to other shelters is offered', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Svea Lund');
  await bar(db, id, county.quarry, { end: 'infinity' });
  await signIn(page, county, 'specialist', `/clients/${id}/intake?facility=${county.quarryRoad.id}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const refusal = page.getByRole('region', { name: 'Intake was not saved' });
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText('Not eligible here now; call the shelter: (555) 014-0175');
  await expect(refusal.getByRole('link', { name: 'Call (555) 014-0175' })).toBeVisible();
  await expectAccessible(page);
  expect(await enrollmentsOf(county, [id])).toEqual([]);
  await refusal.getByRole('link', { name: 'Housing Facilities' }).click();
  // Nothing was typed, so nothing is asked on the way.
  await expect(page.getByRole('heading', { level: 1, name: 'Housing Facilities' })).toBeVisible();
});

test('leaving with unsaved answers asks first', async ({ page, county }) => {
  const { id } = await client(county.database.db, county.team, 'Gry Solum');
  await signIn(page, county, 'specialist', `/clients/${id}/intake?facility=${county.commons.id}`);
  await steps(page).getByRole('button', { name: 'Violence' }).click();
  await page.getByRole('radio', { name: 'No', exact: true }).first().check();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  const asks = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(asks).toBeVisible();
  await asks.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByRole('radio', { name: 'No', exact: true }).first()).toBeChecked();
});
