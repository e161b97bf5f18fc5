/** Questions to the person at the terminal. All go to stderr; Ctrl-C throws Interrupted. */
export interface Prompts {
  text(question: {
    readonly message: string;
    readonly placeholder?: string;
    readonly initial?: string;
    /** The complaint about an answer, or undefined where it is fine. */
    readonly validate?: (answer: string) => string | undefined;
  }): Promise<string>;
  /** Without echo. */
  password(question: { readonly message: string }): Promise<string>;
  confirm(question: { readonly message: string; readonly initial?: boolean }): Promise<boolean>;
  select<Value extends string>(question: {
    readonly message: string;
    readonly options: readonly { readonly value: Value; readonly label: string }[];
  }): Promise<Value>;
}
