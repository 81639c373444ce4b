import { expect, expectAccessible, expectNothingCut, signIn, test, typeSignIn } from '../desk.ts';
import { password, user } from '../factories.ts';
import { codeFor } from '../totp.ts';

const fresh = 'four quiet words here';

test('one’s own password: from the menu under the initials, with the keyboard, and wrong ones said at their field', async ({
  page,
  county,
}) => {
  const { email } = await user(county.database.db, 'Ola Own', [
    { organizationId: county.team, workgroup: 'shelter_reservation_team' },
  ]);
  const elsewhere = await county.signIn(email);
  await page.goto(county.baseUrl);
  await typeSignIn(page, email);
  await page.getByRole('button', { name: /settings of/ }).click();
  await page.getByRole('button', { name: 'Password and sign-in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Password and sign-in' })).toBeFocused();
  await expectAccessible(page);

  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(field('Present password')).toHaveAccessibleDescription(/Fill this in/);
  await field('Present password').fill('wrong wrong wrong');
  await field('New password').fill(fresh);
  await field('The new password again').fill(`${fresh}!`);
  await page.keyboard.press('Control+Enter');
  await expect(field('The new password again')).toHaveAccessibleDescription(/not the same/);
  await field('The new password again').fill(fresh);
  await page.keyboard.press('Control+Enter');
  await expect(field('Present password')).toHaveAccessibleDescription(/not your password/);
  await field('Present password').fill(password);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('main').getByText('Your password is changed.')).toBeVisible();
  await expectAccessible(page, ['light']);
  expect((await elsewhere.fetch('/api/session')).status).toBe(401);
  await county.signIn(email, { password: fresh });
});

test('a code at sign-in: scanned, turned on, asked for, a recovery code, turned off', async ({
  page,
  county,
}) => {
  const { email } = await user(county.database.db, 'Tove Code', [
    { organizationId: county.team, workgroup: 'shelter_reservation_team' },
  ]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(county.baseUrl);
  await typeSignIn(page, email);
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible();
  await page.goto(`${county.baseUrl}/account`);
  const part = page.getByRole('region', { name: 'A code at sign-in' });
  await expect(part).toContainText('Off: the password alone is asked.');
  await part.getByRole('button', { name: 'Set it up' }).click();
  await expect(part.getByRole('textbox', { name: 'Your password' })).toBeFocused();
  await part.getByRole('textbox', { name: 'Your password' }).fill('wrong wrong wrong');
  await page.keyboard.press('Enter');
  await expect(part.getByRole('textbox', { name: 'Your password' })).toHaveAccessibleDescription(
    /not your password/,
  );
  await part.getByRole('textbox', { name: 'Your password' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(part.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectAccessible(page);
  await expectNothingCut(page);
  const key = await part.getByText(/^[A-Z2-7]{20,}$/).textContent();
  const uri = `otpauth://totp/Berth?secret=${key}`;
  await part.getByLabel('Six-digit code').fill('000000');
  await page.keyboard.press('Enter');
  await expect(part.getByLabel('Six-digit code')).toHaveAccessibleDescription(/not right/);
  await part.getByLabel('Six-digit code').fill(codeFor(uri));
  await page.keyboard.press('Enter');
  await expect(part).toContainText('On: sign-in asks for a code.');
  const codes = part.getByRole('region', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const spare = await codes.first().textContent();
  await expectAccessible(page);
  await expectNothingCut(page);

  const signOut = async () => {
    await page.getByRole('button', { name: /settings of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await typeSignIn(page, email);
    await expect(page.getByLabel('Six-digit code')).toBeFocused();
  };
  await signOut();
  await page.getByLabel('Six-digit code').fill(codeFor(uri));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible();
  await signOut();
  await page.getByLabel('Six-digit code').fill(String(spare));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible();

  await page.goto(`${county.baseUrl}/account`);
  await part.getByRole('button', { name: 'Turn it off' }).click();
  await part.getByRole('textbox', { name: 'Your password' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(part).toContainText('Off: the password alone is asked.');
});

test('single letters are switched off and on here, too', async ({ page, county }) => {
  await signIn(page, county, 'specialist', '/account');
  const single = page.getByRole('switch', { name: /single/i });
  await expect(single).toBeChecked();
  await single.uncheck();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
  await single.check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});
