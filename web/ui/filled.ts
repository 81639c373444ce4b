/** Whether every day of a form can be read and none that is needed lacks. Each that is wrong says so. */
export const isFilled = (form: HTMLElement | null): boolean =>
  [...(form?.querySelectorAll('input') ?? [])]
    .filter((field) => field.validity.customError)
    // Asked itself, a field shows what it lacks.
    .filter((field) => !field.checkValidity()).length === 0;

/** Once the errors are shown: the first field that has one has the focus. */
export const focusFirstError = (form: HTMLElement | null) =>
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
