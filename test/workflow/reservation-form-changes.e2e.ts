import { saveReservation } from '../../contract/reservations.ts';
import { expect, makeClient, signIn, test } from '../desk.ts';
import { client, enrollment, facility } from '../factories.ts';

test('another facility, another client: enrollment, needs and reasons are those of the new choice', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const uppers = await facility(db, county.birchwater, 'Attic House', [{ beds: ['upper', 'upper'] }]);
  const { id } = await client(db, county.team, 'Frida Holt', { needs: { lowerBunk: true } });
  await enrollment(db, id, county.commons, { entryDate: '2026-11-12', madeBy: county.team });
  await enrollment(db, id, county.sundog, { plannedDate: '2026-11-23', madeBy: county.team });
  const other = await makeClient(county.specialist, {
    firstName: 'Gudrun',
    lastName: 'Aasheim',
    dob: '1984-03-09',
  });
  await enrollment(db, other, uppers, { entryDate: '2026-11-15', madeBy: county.team });
  await signIn(
    page,
    county,
    'specialist',
    `/clients/${id}/housing-facilities?facility=${county.commons.id}&begin=2026-11-25&end=2026-11-27`,
  );
  const drawer = page.getByRole('dialog', { name: 'Housing Reservation' });
  const checks = drawer.getByRole('region', { name: 'Before saving' });
  const chosen = (label: string) => drawer.getByLabel(label).getByRole('option', { selected: true });
  const bottomBunk = drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' });
  await expect(chosen('Enrollment')).toHaveText('Birchwater Commons, open since 12 Nov');
  await expect(checks).toContainText('Open enrollment found; it is reused');

  await drawer.getByLabel('Facility').selectOption(String(county.sundog.id));
  await expect(chosen('Enrollment')).toHaveText(/^Sundog Center, pending for Mon 23 Nov/);
  await expect(checks).toContainText('Pending enrollment found; it opens at check-in');
  await expect(drawer).toContainText('Kept until they move out');
  await expect(drawer.getByLabel('Reservation End Date')).toHaveCount(0);
  await expect(page.getByRole('banner')).toContainText('acting for Birchwater Shelters');

  await drawer.getByLabel('Facility').selectOption(String(uppers.id));
  await expect(checks).toContainText('Intake at Attic House is not done yet for Frida Holt');
  await expect(checks).toContainText('No lower bunk here');
  await expect(bottomBunk).toBeChecked();
  await expect(drawer.getByLabel('Reservation End Date', { exact: true })).toHaveValue('Fri 27 Nov 2026');

  // Another client at the same shelter and for the same nights: her own needs and her own enrollment.
  await drawer.getByRole('button', { name: /^Change client, now Frida Holt/ }).click();
  await drawer.getByRole('combobox', { name: 'Find another client' }).fill('gudrun aasheim');
  await drawer.getByRole('option', { name: /Gudrun Aasheim/ }).click();
  await expect(page).toHaveURL(new RegExp(`/clients/${other}/housing-facilities`));
  await expect(drawer.getByLabel('Facility')).toHaveValue(String(uppers.id));
  await expect(drawer.getByLabel('Reservation Begin Date', { exact: true })).toHaveValue('Wed 25 Nov 2026');
  await expect(drawer).not.toContainText('Frida');
  await expect(bottomBunk).not.toBeChecked();
  await expect(chosen('Enrollment')).toHaveText('Attic House, open since 15 Nov');
  await expect(checks).toContainText('Placement Assessment');
  await expect(checks).not.toContainText('lower bunk');
  expect(await db.selectFrom('guest').select('id').where('clientId', 'in', [id, other]).execute()).toEqual(
    [],
  );
});

test('Intake for an extended stay: chosen among the shelters with their reasons, pending, then kept without end', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const nook = await facility(db, county.birchwater, 'Reed Hollow', [{ beds: ['single'] }], {
    extendedStay: true,
  });
  const { id: before } = await client(db, county.team, 'Hedda Vik');
  await enrollment(db, before, nook, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: nook.id, guests: [{ clientId: before }] },
  });
  expect(saved.status).toBe(201);
  const { id } = await client(db, county.team, 'Ingrid Ness', { goesBy: 'Inga' });
  await signIn(page, county, 'specialist', `/clients/${id}/intake`);
  const main = page.getByRole('main');
  await expect(main).toContainText('Ingrid Ness, “Inga”');
  const full = page.getByRole('button', { name: /Reed Hollow/ });
  await expect(full).toContainText('Full');
  await expect(full).not.toContainText('Intake');

  await page.getByRole('button', { name: /Sundog Center/ }).click();
  await expect(main).toContainText('Intake at Sundog Center');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'Housing Reservation' });
  await expect(drawer).toContainText('Pending enrollment found; it opens at check-in');
  await expect(drawer).toContainText('Kept until they move out');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(
    page.getByRole('heading', { name: 'Inga has a place at Sundog Center tonight' }),
  ).toBeVisible();
  const kept = await db
    .selectFrom('guest as g')
    .innerJoin('reservation as r', 'r.id', 'g.reservationId')
    .innerJoin('enrollment as e', 'e.id', 'g.enrollmentId')
    .select(['r.endDate', 'e.projectId', 'e.entryDate', 'e.plannedDate'])
    .where('g.clientId', '=', id)
    .execute();
  expect(kept).toEqual([
    { endDate: 'infinity', projectId: county.sundog.projectId, entryDate: null, plannedDate: '2026-11-23' },
  ]);
});
