#include "process.h"

void process_add(struct processes *processes, struct process *process)
{
    process->next = NULL;
    process->previous = processes->last;
    if (processes->last == NULL)
        processes->first = process;
    else
        processes->last->next = process;
    processes->last = process;
    processes->count++;
}

void process_remove(struct processes *processes, struct process *process)
{
    if (process->previous == NULL)
        processes->first = process->next;
    else
        process->previous->next = process->next;
    if (process->next == NULL)
        processes->last = process->previous;
    else
        process->next->previous = process->previous;
    processes->count--;
}

struct process *process_find(struct processes *processes, uint32_t id)
{
    struct process *process = processes->first;

    while (process != NULL && process->id != id)
        process = process->next;
    return process;
}
