/** Whether every day of a form can be read and none that is needed lacks. Each that is wrong says so. */
export const isFilled = (form: HTMLElement | null): boolean =>
  [...(form?.querySelectorAll('input') ?? [])]
    .filter((field) => field.validity.customError)
    // Asked itself, a field shows what it lacks.
    .filter((field) => !field.checkValidity()).length === 0;

// A group of choices says what is wrong below them: its first choice stands for it.
const fieldOf = (error: Element | null | undefined): HTMLElement | null | undefined =>
  error?.matches('input, select, textarea')
    ? (error as HTMLElement)
    : error?.closest('.mantine-InputWrapper-root')?.querySelector('input');

/** Once the errors are shown: the first field that has one has the focus. */
export const focusFirstError = (form: HTMLElement | null) =>
  requestAnimationFrame(() =>
    fieldOf(form?.querySelector('[aria-invalid="true"], .mantine-InputWrapper-error'))?.focus(),
  );
