import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { NumberSlider } from "@/components/ui/number-slider";
import { render } from "@/testing/render";

function show(start = 8) {
  const onChange = vi.fn();
  function Controlled() {
    const [value, setValue] = useState(start);
    return (
      <>
        <NumberSlider
          label="Hours"
          min={1}
          max={40}
          most={100}
          value={value}
          onChange={(next) => {
            onChange(next);
            setValue(next);
          }}
        />
        <button onClick={() => setValue(30)}>Thirty</button>
      </>
    );
  }
  render(<Controlled />);
  return onChange;
}

const field = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Hours" });
const slider = () => screen.getByRole<HTMLInputElement>("slider", { name: "Hours (slider)" });

test("only a valid number is handed on, and anything else is pointed out", async () => {
  const onChange = show();
  await userEvent.clear(field());
  expect(screen.getByText("Enter a number from 1 to 100.")).not.toBeNull();
  await userEvent.type(field(), "120");
  expect(onChange.mock.calls).toEqual([[1], [12]]);
  expect(field().getAttribute("aria-invalid")).toBe("true");
});

test("more may be typed than the slider reaches", async () => {
  const onChange = show();
  await userEvent.clear(field());
  await userEvent.type(field(), "60");
  expect(onChange).toHaveBeenLastCalledWith(60);
  expect(slider().value).toBe("40");
});

test("a value that comes from elsewhere shows in both", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Thirty" }));
  expect([field().value, slider().value]).toEqual(["30", "30"]);
});
