// Steps of a script: each prints a line "ok NAME" or "FAIL NAME reason"; the exit code is 0 when none failed.
let failed = 0;
export const check = (condition, text) => {
    if (!condition) throw new Error(text);
};
export const within = (promise, what, seconds = 20) => {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`nothing within ${seconds} s: ${what}`)), seconds * 1000);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
export const step = async (name, run) => {
    try {
        const result = await within(run(), name);
        console.log(`ok ${name}`);
        return result;
    } catch (error) {
        failed++;
        console.log(`FAIL ${name} ${error?.message ?? error}`);
        return undefined;
    }
};
export const refusal = async (run) => {
    try {
        await run();
    } catch (error) {
        return error;
    }
    throw new Error("it was not refused");
};
export const patiently = async (read, isDone, what) => {
    for (let i = 0; i < 100; i++) {
        const value = await read();
        if (isDone(value)) return value;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never came: ${what}`);
};
export const done = () => process.exit(failed === 0 ? 0 : 1);
